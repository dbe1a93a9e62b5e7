import type { LexiconWords } from '../source.ts'

/** English words by what they do. */
export const words: LexiconWords = {
  polarity: {
    '3': `
      10/10 addicting addictive adore* amazing* awesome* awsome best breathtaking brilliant*
      delicious* delightful* divine excellent* exceptional* exquisite* fab fabulous* fantastic*
      favorite* favourite* flawless* flawlessly gem genius gorgeous* gripping heavenly impeccable*
      impeccably incrediable incredible* lifesaver love loved loves loving magnificent* marvelous*
      masterfully mesmerising mesmerizing mouthwatering outstanding perfect* perfection phenomenal
      phenomenal* rave raving riveted riveting scrummy scrumptious spectacular* spellbinding
      standout stellar stunning* sublime sublimely succulent superb* superlative terrific*
      transcendent* unbeatable unforgettable unreal wonderful*
    `,
    '2': `
      accommodating accurate* ace adorable advantage* affordable airy ample appealing applauded
      appreciate* attentive attentiveness authentic bargain beautiful* believable better bonus
      bright brighter calm captivating carefully caring charismatic charming cheaper chemistry
      chuffed classic classics classy clean cleaner cleanly clear clever comfiest comfortable
      comfortably comfy compact compelling competent convenient cooperative cosy courteous cozy
      crafted creamy creative creativity credible crisp crispy cute decently delight delish
      delivers dependable diligent discount* durable easier easily easy effective effectively
      efficient* effortless* elegant empathetic energetic engaging engrossing enjoy* enjoyable
      enjoyed enjoying enjoys entertaining exceed* exceeded excited excites exciting faithful fast
      faster filling fits fixed fixes flavorful flavors flavourful flexible forthcoming free fresh
      fresher friendlier friendly fulfilled fun funny generous generously gentle genuine glad
      gleaming glowing good gracious grateful gratifying great groundbreaking handy happy
      healthier healthy heartwarming hearty helpful hilarious hip honest hooked hospitable
      imaginative immaculate impressed impressive* improved improvement improves indulgent
      inexpensive informative insightful inspired inspiring intelligent intelligently interesting
      intuitive invaluable inviting juicy kind knowledgeable lightweight likable like likeable
      liked likes lively lovable lovely loyal luxurious* masterful masterpiece melt melts
      memorable meticulous* modern motivating moving neat neatly nice nicely nicer nostalgic
      orderly organized original painless painlessly passionate patient patiently peace peaceful
      personable pleasant* pleasantly pleased pleasure plenty plus plush poignant polished polite
      portable powerful praise* preferred premium pretty prime pro professional* prompt promptly
      pros proud punctual quick quicker quickly quiet quieter realistic reasonable reasonably
      recommend recommendable recommended recommending recommends refreshed refreshing
      refreshingly relaxed relaxing reliable* remarkable repeat resolved resourceful respectful
      respectfully responsive returning rewarding rich robust romantic roomy safe safely
      satisfaction satisfactorily satisfied satisfy* satisfying satisifed satisified saved savory
      seamless* secure sensible sensitive serene sharp sharper sincere sincerely skilled skillful
      sleek smart smooth smoothest smoothly soft solid soothing spacious sparkl* speedily speedy
      splendid spotless stable steady straightforward stronger sturdier sturdy stylish subtle
      superbly superfast superior supportive sweet sweetest swift swiftly tactful talented tastier
      tastiest tasty tender terrifically thank thankful thanks thoughtful thrilled tidy timely top
      touching tranquil transparent treat trust* trusted trustworthy understanding unhurried
      unique upbeat upgrade* uplifting useful value varied versatile vibe vibrant vivid warm
      warmth welcoming well wholesome willing win winner witty worked works worth worthwhile
      worthy wow wowed yum yummo yummy
    `,
    '1': `
      acceptable adequate* alright apologetic apologised apologized cashback compensated decent
      enough fair fairly fine functional help helped helping new normal ok okay passable replaced
      satisfactory simple standard sufficient usable workable
    `,
    '-1': `
      annoying average backlog barely bitter bland bore bored boring bug buggy bugs bulky bumpy
      burned burnt charge charged cheap cheaply cheesy chewy chipped choppy cold complicated con
      confused confusing congested cons costly crackle crackling cramped crash* crooked crowded
      crumbs dark dated delay delayed delays dent* difficult dim disconnect* downside* drafty
      dragged dragging drags draughty drawback* drop dropped drops dry dull echo echoes error*
      expected expensive faded fades fee fees flat flimsy flops fluff forgettable forgot forgotten
      formulaic freeze* freezing gimmick* glitch* gluey greasy hang hangs hard hardly hassle heavy
      hold however hype immature inconvenient issue* lack lacking lacks lag* laggy late leak*
      limited limp loose loud lukewarm mediocre meh minus miss missed missing mistake* muffled
      mushy narrow noise noisy oily old ordinary outdated overcooked overfull overloaded overlong
      overpriced overrated oversized plain predictable pretentious pricey pricy queue queues
      quirk* rattle* repetitive reschedule rescheduled rubbery rush rushed rust rusted rusty salty
      sappy scratch* shallow shortcoming* should skimpy skip slow slower slowly small smallish
      soggy sour sparse squeak* stained stale static steep sticky stiff stringy stuffy supposed
      surcharge tacky tedious thin tight tiny too tough tricky trite turbulence uncomfortable
      undercooked underdone undersized underwhelm* uneven unfortunately unimpressive uninspired
      unnecessarily wait waited waiting waits watery weak whiny wobbl* wooden worn wrong
    `,
    '-2': `
      absurd amateurish angry arrogant ashamed atrocity avoid bad bedbug bedbugs beware blame*
      blandest blandly bloody break breaks broke broken cancel* canceled cancelled careless chaos
      chaotic cheat* cheated clich* cliche* clueless cockroach* complain* complaint* condescending
      contradictory contrived corroded counterfeit cracks crap crappy cringe* crumbling damage
      damaged dangerous dead deceiv* deceptive defect* defective denied deny died dies dirtier
      dirtiest dirty disappoint* disappointment disappoints dishonest dislike* dismissive
      disorganized disrespect* dissatisfied doa downfall dreck driest drivel dropping dumb
      embarrass* expired fail* failed failing failure fake false faulty filthy flavorless
      flimsiest flop fraud* frustrat* fungus garbled greedy gross grubby grumpy gutted hate hated
      hates hazard* headache* hopeless hostile hostility hurt* hypocrisy ignorant ignore* ignored
      ignoring ill illegible impolite impossible inaccessible inadequate inattentive incoherent
      incompetence incompetent incomprehensible inconsiderate indifferent inedible inferior injury
      insufficient insult* insulting irritat* junk lame laughable letdown liar liars lie lied lies
      logout lose lost lousy ludicrous lying malfunction* melted mess messy mindless mishandled
      mislabeled mislabelled mislead misleading misplaced mistreated mold moldy mortified mould
      mouldy mumbl* nasty neglect* negligence negligent nightmare* nobody noisier noisiest nothing
      nuisance obnoxious offended offensive overacted overacting overbooked overcharg* overhyped
      overlooked oversalted pain painful pathetic patronizing paywall* peeling plotless pointless
      poison* poor poorly pricier problem* pushy rat rats raw rebook* reek* refund* refuse*
      refused refuses regret* reject* repulsed resent returned ridiculous ripoff ripped roach*
      rotten rough rude rudest ruin ruined runaround sad sadly saltiest scam* scary scolded
      screwed senseless shabby shady shame shoddy shouted sick sickened sketchy slimy sloppy
      slowest sluggish smell* smelly smoke snooty sorry spam spammed spoiled steal stingy stink*
      stole stolen stranded stuck stupid stupidity subpar suck sucked sucks sulky sullen surly
      swearing swears swindl* tasteless thoughtless torture tragic trouble* uglier ugly
      unacceptable unanswered unappetizing unauthorised unauthorized unbelievable uncaring unclean
      unconvincing uncooked uncooperative undelivered underacting understaffed underwhelmed
      undrinkable uneatable unethical unfair unfriendly unfunny unhappy unhelpful uninteresting
      unjust unlawful unnatural unoriginal unpleasant unplug* unprepared unprofessional
      unreachable unreadable unreasonable unreliable unresolved unresponsive unsafe unsanitary
      unsatisfactory unsatisfied unsatisfying unstable unsupportive untidy untrained unusable
      unwatchable unwelcome unwelcoming unwilling upset useless vomit* waste wasted wasting weaker
      worse worthless wretched wrongly yelled yelling zero
    `,
    '-3': `
      abomination abysmal* appalling* atrocious* awful* bullshit catastroph* criminal* deplorable
      despicable disaster* disgrace* disgust* dreadful* extortion* fiasco fuck* garbage godawful
      hideous* horrendous* horrible* horrid* inexcusable nauseating nightmare outrage* putrid
      repulsive revolting robbery rubbish shambles shit* sickening stinker terrible* thief thieves
      trash travesty unbearable vile worst
    `,
  },
  negators: `
    ain't aint aren't arent barely can't cannot cant couldn't couldnt didn't didnt doesn't doesnt
    don't dont hadn't hadnt hardly hasn't hasnt haven't havent isn't isnt lack lacked lacking
    lacks n't neither never no nobody none nor not nothing rarely scarcely seldom shouldn't
    shouldnt wasn't wasnt weren't werent without won't wont wouldn't wouldnt
  `,
  negatorsAfter: '',
  intensifiers: `
    absolutely always completely damn deeply definitely entirely especially ever exceptionally
    extremely highly incredibly insanely more most much particularly quite really remarkably
    ridiculously so soo such super too totally truly utterly very way
  `,
  diminishers: `
    almost bit fairly kinda little maybe moderately mostly occasionally partly perhaps possibly
    rather relatively slightly sometimes somewhat
  `,
  contrast: `
    although but despite except however nevertheless nonetheless otherwise still though
    unfortunately whereas while yet
  `,
  reservations: 'minor only slight small sole',
  lukewarm: `
    acceptable adequate alright average bearable meh middling mixed ok okay passable satisfactory
    tolerable unremarkable
  `,
  firstPerson: `
    i i'd i'll i'm i've im ive me mine my myself our ours ourselves us we we'd we'll we're we've
  `,
}
