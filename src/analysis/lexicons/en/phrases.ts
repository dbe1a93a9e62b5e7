import type { LexiconPhrases } from '../source.ts'

/** English set phrases. */
export const phrases: LexiconPhrases = {
  polarity: {
    '3': `
      10 / 10; 10 out of 10; 5 / 5; a must; a steal; above and beyond; anything bad to say;
      better than expected; blown away; breath of fresh air; can not go wrong;
      can not imagine * better; can not imagine better; can not recommend a better;
      can not say enough; cannot fault; cannot get enough; cannot imagine * better;
      cannot imagine better; cannot praise; cannot say enough; cannot thank; can't beat;
      can't fault; can't find better; can't get enough; can't go wrong; can't imagine * better;
      can't imagine better; can't praise; can't recommend * enough; can't recommend enough;
      can't say enough; can't thank; ceases to amaze; could not be better; could not be easier;
      could not be happier; could not be more; could not do enough; could not fault;
      could not have been better; could not have been more; could not have done more;
      could not put it down; couldn't ask for; couldn't be better; couldn't be easier;
      couldn't be happier; couldn't be more; couldn't be simpler; couldn't do enough;
      couldn't fault; couldn't have been better; couldn't have been easier;
      couldn't have been more; couldn't have been simpler; couldn't have done more;
      couldn't have gone; couldn't put it down; did not disappoint; didn't disappoint; die for;
      does not disappoint; doesn't disappoint; don't think you will be disappointed;
      don't think you'll be disappointed; edge of my seat; edge of our seats; edge of your seat;
      everything you could want; exceeded expectations; exceeded my expectations;
      exceeded our expectations; falls off the bone; fell in love; fell off the bone; first rate;
      go anywhere else; golden hands; hard to beat; hard to fault; hasn't let me down; hats off;
      haven't let me down; haven't stopped raving; highly recommend*; impossible to put down;
      is a 10; is a steal; just what i needed; just what i wanted; just what we needed;
      lasting impression; made my day; made our day; melt in your mouth; melted in my mouth;
      melts in your mouth; more than fair; must see; never been disappointed; never ceases;
      never disappoint*; never dissapoint*; never forget; never had a bad; never had any issue*;
      never had any problem*; never had to wait; never let me down; never let us down;
      no one does it better; none better; not a single complaint; not a single defect;
      not a single fault; not a single problem; not be disappointed; not one bad;
      not one complaint; not one problem; not recommend enough; not stopped raving;
      not to be missed; nothing bad to say; nothing is too much; nothing to fault; oscar worthy;
      out of her way; out of his way; out of their way; over the moon; peace of mind;
      problem solved; problem was solved; saved my life; saved the day; second to none;
      solved in one; solved my problem; solved our problem; solved the problem; sorted it out;
      spot on; stay anywhere else; ten out of ten; to die for; top notch; two thumbs up;
      was not disappointed; wasn't disappointed; well worth; were not disappointed;
      weren't disappointed; will not find better; within minutes; without a hiccup;
      without a hitch; won't be disappointed; won't find a better; won't find better; won't forget;
      won't regret; world class; worth every; worth every penny; would not hesitate;
      wouldn't go anywhere else; wouldn't hesitate; you won't be sorry; you won't regret
    `,
    '2': `
      10 stars; 5 stars; 8 out of 10; 9 / 10; 9 out of 10; above average; ahead of schedule;
      ahead of time; answers at once; aren't expensive; be back; before i could ask;
      before we could ask; big fan; bigger portion; bright spot; can not complain; cannot complain;
      can't complain; can't wait; changed for the better; cheap and; cheaper than; check it out;
      check this out; crystal clear; cutting edge; did not have to wait; didn't have to wait;
      didn't make a fuss; do not hesitate; do not miss; do not pass it up; don't have to wait;
      don't hesitate; don't miss; don't pass it up; earlier than; easy to; easy to use;
      exactly what i needed; exactly what i wanted; feel welcome; felt welcome; first class;
      fits perfectly; fits well; five stars; fixed the problem; four stars; free of charge;
      good as new; good value; great value; ground breaking; half the price; half the price of;
      hands down; hasn't broken; hasn't crashed; hassle free; hit the spot; holds a charge;
      holds its charge; holds up; in great condition; in no time; in one piece;
      in perfect condition; interest free; isn't expensive; jargon free; keep it up;
      keep up the good work; keeps its charge; lasts long; like a charm; like family; like new;
      long haul; long lasting; look no further; loud and clear; low price; low prices;
      made to feel; more than happy; must have; must try; never better; never bored; never boring;
      never crashed; never crashes; never fail*; never freezes; never had a problem; never late;
      never lets me down; never overpaid; never rushed; no ads; no adverts; no better; no big deal;
      no brainer; no bugs; no catch; no commission; no complaint*; no contract; no defects;
      no extra cost*; no faults; no fee; no fees; no fuss; no hassle; no hidden charges;
      no hidden cost*; no hidden fee*; no interest for; no issue*; no longer crash*;
      no longer freez*; no longer hurt*; no longer slow; no need to wait; no nonsense; no pain;
      no paperwork; no problem*; no questions asked; no queue; no queue*; no rash; no red tape;
      no regret*; no regrets; no side effect; no side effects; no small print; no smell;
      no squeaks; no stress; no surprises; no trouble; no waiting; not a big deal; not a scratch;
      not a speck; not at all expensive; not bad; not bad at all; not disappoint*;
      not easily forgotten; not expensive; not regret; not rushed; not that expensive;
      not that pricey; not too expensive; not too shabby; nothing better; nothing broke;
      nothing has broken; nothing short of; nothing to complain; on par; on point; on time;
      perfect fit; problem was fixed; prompt service; quality product; refused a tip; right away;
      safe and sound; second home; sorted everything; sorted out; stuck in my head;
      thought provoking; thumbs up; to perfection; to the minute; total package; user friendly;
      wasn't expensive; well acted; well crafted; well made; well organised; well organized;
      well packed; well written; weren't expensive; what more could; within * hours;
      within * minutes; within a day; within an hour; without a fuss; without a problem;
      without a scratch; without ads; without any discussion; without any fuss; without any issue*;
      without any problem*; without any questions; without being asked; without discussion;
      without fuss; without hesitation; without interest; without question; without stress;
      works fine; works great; works like a charm; works like new; works perfectly; works well;
      worth a look; worth it; worth seeing; worth the; worth the wait; worth watching;
      wouldn't take a tip; zero issues
    `,
    '1.5': `
      4 / 5
    `,
    '1': `
      average plus; basic but; come back; go back; going back; in * minutes; next day; no doubt;
      no line*; not half bad; not too bad; nothing wrong; refund received; same afternoon;
      same day; the best part; took * minutes; up to par
    `,
    '0': `
      at least; best before; best man; best seller*; cold drinks; could be useful; dairy free;
      damage deposit; dark blue; dark chocolate; dark mode; didn't expect; fire alarm;
      fire escape; free appointment*; free date*; free of gluten; free place*; free seat*;
      free slot*; free table*; from scratch; gluten free; good afternoon; good morning;
      great britain; happy hour; hard copy; hot and sour; i'd love to see; if not; in between;
      it'd be good; it'd be great; it'd be nice; lactose free; late check; late fee; loyalty card;
      no big difference; no comment; no complaints and no; no great difference; no joke;
      no matter; no opinion; no particular; no wonder; not just; not only; not to mention;
      not until; nothing but; nothing fancy; pain relief; picks up; problem set; slow cooker;
      sugar free; sweet and sour; whether or not; why not; would be an idea; would be cool;
      would be good; would be great; would be handy; would be helpful; would be useful;
      would be welcome; would help; would love to see
    `,
    '-1': `
      always full; aren't cheap; at best; at the last minute; busy line; came off; can't even;
      comes off; costs extra; could be; could be better; could do with; could have been better;
      could have done; could use; don't think; double the price; dropped calls; far from; gave up;
      good luck; had run out; had to pay; hard to; hidden fee; high prices; hit or miss; if only;
      isn't cheap; keeps asking; keeps saying; keeps telling; later than; long wait; needs to;
      no lift; no longer; no parking; no seats; not amazing; not any more; not cheap;
      not excellent; not fantastic; not great; not my favorite; not outstanding; not spectacular;
      not the best; nothing amazing; nothing exceptional; nothing extraordinary; nothing great;
      nothing out of the ordinary; nothing outstanding; nothing special; nothing spectacular;
      nothing to rave; nothing to write home; on hold; out of stock; pay extra; price is high;
      price went up; prices are a bit high; prices are high; promised for; ran out; send it back;
      sent it back; slow moving; so so; sold out; supposed to; too long; too many; too much;
      too small; tried to reach; turn off; twice the price; unanswered call; used to be;
      warm beer; was promised; was supposed to; wasn't cheap; were promised; were supposed to;
      would be nice; would have
    `,
    '-1.5': `
      until it broke; until it died; until it stopped
    `,
    '-2': `
      1 star; 2 / 5; 3 / 10; a day late; all over again; anything but; awful acting; below average;
      below expectations; below par; better before; better than these; better than this;
      billed for nothing; blocked my; bug in; burnt out; came undone; cannot get through;
      cannot hear; cannot log in; can't get through; can't hear; can't log in; can't open;
      can't reach; cardboard characters; charged for nothing; charged me twice; charged twice;
      closing my account; cold food; cost a fortune; cost double; costs a fortune; costs double;
      could not hear; couldn't eat; couldn't finish; couldn't get through; couldn't hear;
      cracked eggs; cracked screen; cut me off; cut off; cuts off; cuts out; days late;
      dead on arrival; did not arrive; did not ask for; did not come; did not even; did not help;
      did not smile; did not work; didn't arrive; didn't ask for; didn't come; didn't even;
      didn't fit; didn't help; didn't last; didn't smile; didn't work; do not bother; does not fit;
      does not help; does not work; doesn't charge; doesn't fit; doesn't help; doesn't last;
      doesn't load; doesn't open; doesn't respond; doesn't work; don't bother; don't fit;
      don't help; don't respond; drives me mad; everything extra; expect better; expected a better;
      expected a lot more; expected better; expected it to; expected more; expected much more;
      failed to; fails to; fall apart; fall out; falls off; falls out; falls short; fast forwarded;
      fell asleep; fell off; fell out; fell short; fell well below; final blow; fobbed off;
      for no reason; full of ads; gave way; go elsewhere; goes black; gone bad; had better;
      had enough; had not ordered; had to ask; had to call; had to explain; had to go back;
      had to return; had to send it back; had to wait; hair in; hidden charge*; hidden fee*;
      hold for; hours late; hung up; impossible to; in no hurry; in vain; isn't easy;
      isn't what it was; isn't worth; keeps charging; keeps crashing; keeps dropping; keeps losing;
      keeps taking; kept me on hold; kicks me out; lacks flavor; leave a lot to be desired;
      leaves a lot to be desired; left hungry; left on hold; let down; like cardboard;
      like plastic; like rubber; lock up; locked me out; locked out; locked up; locks up;
      log me out; logging me out; long line*; long queue*; look elsewhere; lost bag; lost luggage;
      lot to be desired; made me wait; money back; mouse droppings; never asked for; never called;
      never came; never did; never ever; never ordered; never quite; never signed up; never worked;
      no air conditioning; no answer; no apology; no explanation; no fan of;
      no flavor; no flavour; no help; no hot water; no information; no longer loads;
      no longer opens; no longer work*; no one; no one apologised; no one apologized; no one came;
      no one knew; no one picks up; no one told; no ramp; no reason given; no redeeming; no reply;
      no response; no room to; no signal; no sound; no space; no taste; no toilet paper; no use;
      no warning; no warranty; nobody apologised; nobody apologized; nobody came; nobody cared;
      nobody knew; nobody knows; nobody picks up; nobody told; not a fan; not a word; not anymore;
      not applied; not as good; not as pictured; not come back; not easy; not enough staff;
      not even an apology; not go back; not hold; not in a hurry; not last; not on par;
      not received; not return; not so good; not so great; not that good; not that great;
      not the place for; not the place to go; not very good; not what i expected; not what it used;
      not what it was; not worth the money; nowhere to park; of no help; off night;
      on the phone the whole time; one star; out of order; outdated system; over acting;
      over cooked; over hyped; over priced; over rated; paid for nothing; past its best;
      past its date; plot holes; price hike*; price increase*; price rise*; prices went up;
      promised but; raise the price*; raised the price*; raised their prices; ran down;
      redeeming qualities; redeeming quality; return it; returning it; rolled her eyes;
      rolled his eyes; runs down; sauna like; save yourself; second thoughts; seen better;
      shoe leather; short lived; short on; should have been better; smells of plastic;
      stained sheets; still do not have; still don't have; still hasn't; still haven't;
      still hungry; still no; still not; still nothing; stolen points; stone cold; switching banks;
      taken to the cleaners; thanks for nothing; think twice; through the roof; thumbs down;
      tired of; to no avail; too expensive; too many ads; took * weeks; trying to reach;
      turned me away; turned us away; two stars; unbelievably bad; under cooked; used to be better;
      used to be good; used to be great; used to be my favorite; used to be my favourite;
      used to be the best; used to love; used to work; waited * day*; waited * hour*;
      waited * minute*; waited * week*; waited almost; waited for * days; waited for * hours;
      waited for * minutes; waited for * weeks; waited more than; waited nearly; waited over;
      waiting for * days; waiting for * hours; waiting for * weeks; walk out; wash their hands;
      washed out; washed their hands; wasn't easy; week late; went dead; went hungry;
      went up again; what a shame; wish i had never; wish i hadn't; without an explanation;
      without any explanation; without any warning; without explanation; without giving a reason;
      without telling; without warning; worn out; wrong address; wrong color; wrong colour;
      wrong day; wrong dish; wrong item; wrong order; wrong room; wrong size; zero help
    `,
    '-3': `
      0 / 10; 1 / 10; 1 / 5; 2 / 10; a joke; bed bugs; beggars belief; blamed me; break easily;
      breaks easily; breaks everything; broke easily; broke off; could not care less;
      couldn't care less; daylight robbery; did not show up; didn't care; didn't show up;
      do not buy; do not recommend; do not waste; doesn't care; don't buy; don't care;
      don't even waste; don't recommend; don't waste; enough is enough; falling apart; falls apart;
      fed up; fell apart; first and last time; froze my account; frozen my account; going downhill;
      going out of business; gone downhill; good for nothing; had to chase; hang up on;
      hung up on me; keeps breaking; kept me waiting; last straw; last time buying; minus stars;
      my worst enemy; never again; never answered; never arrived; never be back;
      never be going back; never buy; never come back; never eat here; never go back;
      never going back; never received; never replied; never responded; never return;
      never set foot; never showed; never showed up; never turned up; no excuse; no one answers;
      no one cares; no refund; no stars; nobody answers; nobody cares; not as advertised;
      not as described; not be back; not be going back; not be returning; not set foot;
      not what it used to be; not worth; quit working; rip off; ripped off; ruined my; ruined our;
      save your money; save your time; sick and tired; sick of; slap in the face; slow to a crawl;
      stay away; still waiting; stopped working; takes ages; takes forever; threw away;
      took * months; took ages; took forever; waited * month*; walked out; waste of;
      waste your money; waste your time; weeks late; went downhill; without asking me;
      without asking us; without my consent; without my knowledge; without my permission;
      without our permission; won't be back; won't be buying; won't be going back;
      won't be returning; won't be revisiting; won't buy; won't charge; won't connect;
      won't go back; won't load; won't open; won't set foot; won't start; won't turn on;
      won't work; worst enemy; would not recommend; wouldn t recommend; zero stars
    `,
  },
  lukewarm: `
    3 star; 3 stars; as usual; best nor the worst; better nor worse; cheap nor expensive;
    could be worse; fast nor slow; fifty fifty; good nor bad; half decent; hit and miss;
    hit or miss; in two minds; it depends; just average; just ok; just okay; like it nor hate;
    love it nor hate; middle of the pack; middle of the range; middle of the road; mixed bag;
    no better and no worse; no better no worse; no strong feelings; not amazing; not awful;
    not excellent; not fantastic; not great; not horrible; not outstanding; not spectacular;
    not terrible; not the cheapest and not; not the worst; nothing amazing; nothing exceptional;
    nothing extraordinary; nothing great; nothing groundbreaking; nothing out of the ordinary;
    nothing outstanding; nothing special; nothing spectacular; nothing to rave;
    nothing to write home; of two minds; on the fence; praise nor; pretty nor ugly;
    quick nor slow; run of the mill; so so; take it or leave it; the usual; three star;
    three stars
  `,
}
