import type { LexiconWords } from '../source.ts'

/** Lithuanian words by what they do. */
export const words: LexiconWords = {
  polarity: {
    '3': `
      angelai angelas angelą aukščiausi* bravo cool dangišk* dešimtuk* dievin* fainiausi*
      fantasti* genial* geriaus* geriausi geriausi* geriausia gražiausi* greičiausi* ideal*
      ideali* idealu* išpuoselė* išskirtin* įspūdin* įspūding* ypating* jėga kaifas klasiškas
      liuks liuksas lux magišk* meistrišk* mylėj* myli* mylim* mylimiausi* neapvil* neapvyl*
      neįtikėtin* nenusakomai nenuvil* nenuvyl* nepakartojam* nepriekaišting* nepriekaištingai
      neprilyg* nereali* nerealiai nerealiausi* nerealu* nesigail* nesigailė* nr1 nuostab*
      nuostabiaus* nuoširdžiausi* pasaka pasakišk* pasakiška patikimiausi* penketuk* prabang*
      pranoko pribloški* pritrenkian* profesionaliausi* puik* rojaus rojus sėkmingiausi*
      skaniausi* stebuking* stebukl* stulbin* stulbinam* super superin* superiniai susižavė*
      susižavėj* sužavė* sužavėj* šedevr* tobul* tobulyb* užbur* wow žavesy* žavėj* žaviai žavin*
      žavu
    `,
    '2': `
      ačiū aišk* aiškiai akimirksniu apgalvot* atjaut* atlaik* atpalaid* atpirko atrado atsaking*
      atsidav* atsigav* atsipalaid* atsipirk* atsiskleid* atsivėr* atsižvelg* atvir* atvira*
      atvyksim* atvyksiu augam auksin* aukso bendradarb* bendruomen* bičiul* blizga dail* dailu*
      dekoj* dėking* dėko* dėkui dėmesing* dor* dovanėl* dovanojo draugišk* drąs* drąses* džiaug*
      džiaugsm* džiugin* džiugu efektyv* ekonomišk* elegant* empat* erdv* erdvi* fain* faina
      fainai fainas fanas fanė funkcional* gabi gabu gaivi gaivu gaivus galing* gard* gardu gausi
      gausiai gausyb* gausu gausus gelbėj* ger* gerai geras gerą gerb* gerbi* gerbia gerbiu
      geresn* geri geriau geriem* geros gerumas gerų giria girti gyrė globėjišk* globo* graž*
      gražesn* gražiai gražu greit* greita* greitai greitesn* grįš* grįšim* grįšiu ilgaamž*
      intuityv* išaug* išgelb* išklaus* išman* išmanant* išmano* išmok* išmoko* išmoning*
      išmoningas išsami išsamiai išsamus išsprend* išsprę* išvert įdom* įdomi* įdomu įkvepian*
      įkvėp* įsiklaus* įtraukė įtraukia įtraukiant* įvair* įvairi* jauk* jauki* jauku jausti
      jautr* jautrus juokėm* juokėmės kantr* kantri kantrus kokybišk* kokybiškesn* komfort*
      kompetenting* kūryb* kūrybing* kūrybišk* kvalifikuot* kvapn* kvapni* kvepia kvepiantis laiku
      laim* laimin* laiming* lankysim* lankst* lankstus lauksim* lavina lengva* liksim* liksiu
      links* linksma linksmi* lobis malon* malonesn* malonė* maloni* maloniai maloniausi* malonum*
      mandag* mėga mėgst* mėgsta minkštut* myl* modern* moderni* motyv* naudin* naudinga naudingas
      naudingi naudosiu naudosiuos nebekaista nebestring* nebetrūkin* nebrang* nekaista nelūžin*
      nelūžta nenuobod* nenutrūk* nepavėlav* nestrig* nestring* netrūkin* neužkliuv* neužlūž*
      nevėlav* nevėluo* nudžiug* nuodugn* nuostabiai nuoširdu* nuoširdž* nuotaik* nuotaiking*
      nuramin* nusipeln* nustebin* oazė operatyv* operatyviai optimal* padeda padedan* padė*
      padėj* padėk* padori* padoru* padovan* pagarb* pagarbi* pagelb* pager* pagerėj* pagir*
      pagyrim* paguod* palaik* palaiky* palengvinim* pamėg* pamil* pamilo pasigėr* pasirūpin*
      pasirūpina pasirūpino pasisek* pasitenkin* pasitik* pasitikėj* pasitikint* paskatin*
      paslaug* paslaugiai paslaugus pasveik* pašauk* pašaukim* pataria* patark* patenkin*
      patenkint* patik* patikim* patiko patink* patyrus* patobul* patog* patogesn* patogi*
      patogiai patogu patraukl* patvar* patvari* pavaišin* pavyk* pavyko pažang* pelning* pig*
      pigesn* pigi* pigu pirksim pirksiu pirmarūš* platus platū plius* pliusai pliusas pozityv*
      pradžiug* pradžiugin* pramok* pranaš* pranašesn* pranašus prasming* pražyd* prieinam*
      prisitaik* prisotin* profai profas profesional* profės progres* puikiai punktual* puošn*
      puri purus ramiai ramyb* ramu ramus reikaling* rekomend* rekomenduosi* rezultatyv* ryšk*
      rūpesting* rūpin* rūpinasi saug* saugi* saugiai saugu sąmon* sąžining* sėkm* sėkming* skan*
      skanesn* skanės* skani* skaniai skanu skatin* skland* sklandi* sklandž* sklandžiai smag*
      smagi* smagu sočiai soti* sotu* spalving* spar* sparčiai sparti stabil* stebina stiling*
      stipr* stipri* subalans* sugrįš* sult* sulting* suprant* suprantam* supranting* supratin*
      sutaup* sužav* svajon* sveik* sveika sveting* svetinga* svetingumas šaun* šauni* šaunuol*
      šaunuolė šaunuoliai šilt* šiltai šilum* šiuolaikin* šyps* šypsen* švar* švara švaresn*
      švari* švaru švel* švelni* šviesi šviesu šviež* švieži* šviežutėl* talent* teigiam* teising*
      tęsim* tęsime tiksli* tinkamiausi* tyli tylu tylus tobulėj* tobulin* traški* trašku*
      traškut* tvarking* tvarkingai tvirt* tvirti* ugdo užjaut* užjautė užsisakysiu vaišing*
      vaišino veiksming* veiksmingas vertas vertą vertėjo verti vertingas vertos žaibišk*
      žaisming* žavi žavim* žavus žmogišk* žvilg* žvilga
    `,
    '1': `
      adekvač* adekvati* aiškesn* atitik* atitinka atsargai atsilygin* atsipraš* atsiprašė bando
      budrūs dėmesio dėmesį dovan* draugija gerbėj* grąžino grynpinig* informatyv* informuo*
      įsikib* juoking* kompensav* kvalif* lengv* lengva lengvai natūral* nauda naudos neblog*
      neblogai neėmė nemokam* nepaėmė neskaičiuoja nesusirauk* noriai norm normal* normali*
      normaliai normaliau nuolaid* ok okei okey paaiškin* pakankam* pakenčiam* paprast* paruoš*
      pasiek* pasiruoš* pasiseka pasitais* pasiūlė pasiūlo pasteng* pataikė pataisy* patenkinam*
      praverčia praversti pravertė priimtin* pripažin* privalum* ramesn* sertifik* spėja steng*
      stengiasi susitarėm* susitvark* suspė* sutaisy* sutarė sutarėm* sutaria sutaupyt* sutvark*
      suveikė suveikia taupi taupo taupus tenkin* tiko tiks tikslas tinka tinkam*
    `,
    '0': `
      aiškinti* aiškinu* ankstesn* anksti ankstyv* anksto apsaugin* atstumas atstumą atstumo
      broker* brokol* burbul* dekor* garderob* gedėj* gedul* geria geriam* geriu gerk* gerokai
      gersim* gerti gėrė gėrėm* gėrim* gėris gėrybė grąžą grąžin* grąžos grąžtas greitąją greitoji
      greitosios grįst* ilgalaik* ilgamet* ilgio ilgis ilgį ištekėj* įsiraš* įsirėž* kabinet*
      kancel* keičia* keisti keistis kieta kietais kietas kieti kietum* lankstas lankstą lankstin*
      lauke laukiamaj* nemokėjau nemokėjo nemokėti nespėj* nežinau nežinom* paaiškė* paaiškinim*
      padebes* padeng* padėjėj* padėkl* padėties padėtis padėtį paprastai pasirinkim* pasiūlym*
      paslaugas paslaugą paslaugom* paslaugos paslaugų patikė* patikr* patiksl* patirt* paveld*
      piktogram* reklam* saugykl* saugo saugom* saugos saugoti sauną saunoje saunom saunos saunų
      sekmadien* siūlau siūlyčiau siūlytume siūlom siūlome skandin* skolin* sparn* spėj* sprendim*
      sprendž* sunkvežim* sutart* sūrel* sūrio sūris sūrių svaras svarb* svarst* sveikat*
      šaltibaršč* šaltien* šaltini* šaukšt* šiaurė šiaurės šiaurin* šparag* švark* švilp* taupom*
      traškuč* trukmė trukmės tvirtin* vargon* vargu velyk* velnias vertė vertės vertikal* vertim*
      vertin* vertybin* vėlesn* vėliau žali* žalsv* žalvar*
    `,
    '-1': `
      abej* abejoj* abejonė ankšta ankštas ankštok* ankštoka ankštos ankštu apmaud* apmaudu
      apribot* atsarg* atsidus* atsisak* atsisakė atšal* atšauk* atvėsę atvėso atvėsus* banal*
      baud* baug* baugin* bijau bijojau byra byrėj* blanku blankus blyšk* brang* brangesn* brangi*
      brangiai brango brangok* brangoka brangu burba burbėj* burbtel* chaotišk* delspinig* dėmė
      dėmės dėmėtas dėmių dėvėt* didok* drėgmė drėgn* drungn* eilė eilėje eilės eilėse eilin*
      eilinis eilių formal formal* formaliai galėtum* galėtų garsu girgžd* griež* griežta
      griežtok* ilg* ilgai ilgesn* ilgok* iškraip* išsek* išsiurb* ištuštin* įbrėž* įprast* įtart*
      įtarti* kandžioj* karčios karšt* karti kartoj* kartoka keista keistai keistas keistok*
      kietok* klaid* klaida klaidos klaidų kliba klibėj* klyd* komisin* lašėj* laukėme laukiam*
      laukiame laukiau laukim* laukimas laukimo laukt* laukti lėt* lėta* lėtai lėtas lėtesn*
      lūžinėj* lūžta maišo mažesn* mažėja mažok* mažoka mažokas menk* minimal* minimalu minus*
      minusai minusas monoton* neaišk* neaišku neaiškum* neapsisprend* neatid* nelabai nepakank*
      norėčiau norėtum* norėtumėm norėtųsi nubluk* nulin* nuobod* nuobodu nuobodulys nusidėv*
      nusiskund* nusisuk* nusitrin* nusitrynė nuskaič* nuskait* nušiur* pabrang* paburb* paini*
      painioj* painu* pakib* pamirst* pamirš* pamiršta pasen* pasenę pasenusi pasikart* paskub*
      pastab* pastabos pastabų pavėl* pavėlu* paviršut* paviršutin* permain* perpild* perštėj*
      peršti prakait* prastesn* pratek* pretenz* priekaišt* prirašė pritrūk* problem* problema
      problemėl* pustušt* ramst* reikėtų ribot* ribotas riebi* riebu* rizik* rizikuo* rūgšt* sausa
      sausas sausok* sausokas siaur* siauras skyl* skylė skub* skubot* skund* skundž* spaudžia
      spūstis spūstys stok* stokoj* strig* strigo stringa stringan* subraiž* sudėting* suklyd*
      sumaiš* sumažėj* sunk* sunkiai sunku sunkum* supain* susidėv* susipainioj* susirauk*
      susitrauk* sutrint* sūri sūroka sūru sūru* sūrus šalčio šalt* šalta šaltok* šiukšl* šlapi
      šlapia šlapias šlubuoj* tamsi* tamsu* tikėj* tikėjaus* tikėjomės triną triukšm* triukšming*
      trumpok* trūk* trūkum* trūkumas trūkumų turėtų tušč* tuščia tuščios tvank* tvanku užblok*
      uždar* uždaryt* užgaiš* užkliuv* užmirš* užstrig* užstring* užtruk* užtrunk* vandening*
      varva vėlai vėlav* vėlyv* vėluo* vibr* vidutin* vidutinišk* vidutiniškai vienodas
    `,
    '-2': `
      abejing* absurdiš* agresyv* antstol* apdeg* apgail* apgailėt* apgailėtin* apgaudin*
      apgaudinėj* apgaul apgaul* apgauna apgav* apiplėš* apkaltin* aplaid* aplaidi aplaidum*
      aplaidus aplaidž* aprėk* apsimet* apsinuod* apšauk* apšauktas apvil* apvyl* apvog*
      arogancij* arogant* arši ašar* atleid* atleidom* atleidome atleista atmest* atmestinai
      atmet* atsijung* atsikalbin* atsirašinėj* atsirug* atsisakėm* atsisakėme atstumia atstumian*
      baim* baimė baimės bamba bambėj* bara barasi bardak* bedieviškai bejėg* belenkok beprasm*
      beprasmišk* bereikšm* beskon* beskonė beskonis betkaip betvark* betvarkė bevert* bevilt*
      beviltišk* bijo bijoj* bjaur* bjaurast* bjaurus blog* bloga blogai blogas blogė* blogi
      blogiau blokav* blokuo* brok* brokuot* bruka buka bukai bukas cham* chamišk* chaos* defekt*
      delsė delsia dezinform* dingęs dingo dingsta dingus* diskrimin* dužo dvok* dvokia erzin*
      erzina erzinant* gail* gaila gailėj* gailim* gailiuos* gaišt* gąsdin* gedo gend* genda gėd*
      gėda gėding* gėdos ginč* girt* girtas girtav* grasin* grasina griūva griūvan* griūvi* grub*
      grubi grubiai grubu grubus gūžčioj* gūžtel* ignor* ignorav* ignoruo* išėjome išgąst* iširę
      iširo iširus* išmest* išsigand* išsilied* išsiliej* išsisukin* iššvaist* įbruk* įsiūlė
      įskilęs įskilim* įskilus* įžeid* įžeidin* įžūl* įžūlu* kaltin* kanč* kančia kankin* kankyn*
      keik* kenk* kenksm* kerš* klaidin* klaidinan* klastot* klastotė konflikt* konvejer* kvail*
      kvaila kvailai kvailyst* lipni lipnu lipnus liūdes* liūdn* liūdna lupa lupik* lupikaut* lupo
      lūžę* lūžo manipul* melag* melagyst* melas melav* melą melo meluo* meluoja muša mušė muštyn*
      narkot* neadekvač* neadekvat* neapdair* neapmok* neatėj* neatėjo neatitik* neatitin*
      neatrašo neatsak* neatsakė neatsaking* neatsidar* neatsiliep* neatsiliepia neatsiunč*
      neatsiunt* neatvaž* neatvež* neatvyk* nebeatsidar* nebegrįš* nebegrįšim* nebeisim nebeisiu
      nebekelia nebelank* nebendrauj* nebenor* nebenorėj* nebepirks* nebesikalb* nebesilank*
      nebesinaud* nebesusitvark* nebeveik* nebeves* nebevest* nedėmesing* nedirba nedraugišk*
      neegzist* neetišk* negatyv* negauna negavau negavom* negerb* negrąžin* negrįš* neigiam*
      neinform* neinformav* neisim neisiu neiškep* neišpild* neišsprend* neišsprę* neišvalyt*
      neįdom* neįjung* neįsijung* neįskait* nekalt* nekelia nekenč* nekokyb* nekokybišk*
      nekompetent* nekrauna nekreip* nekvalif* nekviesk* nelaim* nelaiming* nelankst* nelegal*
      neleid* neleistin* nelog* nemalon* nemandag* nemėgo nemėgst* nemokša* nenaudėl* nenauding*
      nenor* nenusipeln* nepaaišk* nepadeda nepadė* nepadėj* nepagarb* nepagarbi* nepagelb*
      nepagrįst* nepasikrov* nepasitik* nepasitikėj* nepaskambin* nepatar* nepateisin* nepatenk*
      nepatenkint* nepatik* nepatikim* nepatiko nepatink* nepatog* nepavyk* nepavyko nepedagog*
      neperdav* neperskamb* neperskambino neperspėj* neperspėjo nepirk* neplaut* nepranešė
      nepriežiūr* nepriim* nepriimt* nepristat* nepritar* neprižiūr* neprofesional* neprotin*
      neram* nerami nerangu* nereag* nereaguoja nerekomend* nerim* nerimas nerimau* nerūpesting*
      nervin* nervina nervint* nesaug* nesąmon* nesąžining* nesėkm* nesėkming* nesidom*
      nesidžiaug* nesigaud* nesilaik* nesirūpin* nesiskait* nesiteik* nesiūlau nesiūlyčiau
      nesivarg* nesivargin* neskan* neskani neskanu nesklandu* nesklandum* neskoning* neskub*
      nesuderinam* nesuderint* nesugeb* nesugrąž* nesupranting* nesureag* nesusikalb*
      nesusipratim* nesusišnek* nesusitvark* nesuvalg* nesuvirškin* nesuvok* nešvar* nešvaru
      neteis* neteising* netikęs* netiki* netikr* netikras netikus* netink* netinkam* netvark*
      netvarking* neužsikraun* neužten* neužtenka nevalgyt* nevalgom* neveik* neveikė neveikia
      nevert* neverta neverti* nevesk* nevyk* nevykęs nežino niūr* niūru nykiai nyku nykus nudeg*
      nudegin* nulis nuliūd* nuliūdin* nulup* nulūž* numojo nuod* nuostol* nuplėš* nurašė
      nusikalst* nusikaltim* nusikeik* nusirašė nusirašo nusiskundim* nusivil* nusivyl* nuslėp*
      nustojo nustojom* nustojome nusvil* nutekėj* nutrauk* nutraukėm* nutraukėme nutrūk* nuvil*
      nuvyl* pabėg* pabėgo pablog* padirb* pagiež* pakeitėm* pakeitėme palūž* pamest* pamet*
      pametė papiktin* pasibjaur* pasigail* pasimet* pasipiktin* pasipūt* pasipūtęs pasipūtus*
      pasityčioj* pavog* pavoj* pavojing* pažeist* pažeista pažemin* pelės* pelėsi* pelėsiais
      pelij* perdeg* perdžiū* perkep* permok* permokėj* pertemp* pervirt* pigien* pikt* pikta
      piktai piktin* piktyb* piktnaud* pyk* pyksta pykt* plėšia plėšik* plyš* plyšo polic*
      pradingo pragar* prarad* prarado praras* prast* prasta prastai prastok* pražiopso* pridegę*
      primeta primetė prisvil* purvas purvin* purvina puv* puvę* pūvan* rasis* rėkauj* rėkė rėkia
      rūdij* rūdys rūgo rūkė rūkyti rūko silpn* silpna silpnai skandal* skauda skaus* skausm*
      skilę skilo skilus* skola skoloje skolos skundas skundą skurd* skurdi skurdu slepia slėpė
      slog* slogi smarv* smarvė smird* smirdėj* smirdi smurt* spaudim* spaudž* stres* stresą
      subrait* sudauž* sudaužyt* sudeg* sudužo sudžiū* sugad* sugadin* sugadint* sugaišau sugaišt*
      sugedęs sugedim* sugedo sugedus* sugend* sukč* sukčiai sukčiav* sukep* suklaidin* suklast*
      suklydo suktas sulūž* sulūžę* sulūžo sumaišė sumelav* suniokot* supainiojo supyk* supykd*
      supyko suplėšyt* suplyš* suplot* supuv* supūliav* surūg* susižeid* suskil* suskilo sutep*
      suteptas sutraišk* sutrupėj* sutrūk* svil* šaltakrauj* šauk* šaukė šaukia šiurkšt* šiurkšti*
      šiurkštu* šlykšt* šlykštu* šukės šukių švaist* tarakon* teism* tingėj* tingi tinging* tyčio*
      tyčioj* tragišk* traum* trauma triukšmauj* tuščiai užlied* užmarš* užsisklend* užtrenk*
      užtvind* vagia vagys* vagyst* vangi vangiai vangus varg* vargana vargas vargo veltui vengė
      vengia verčia verk* verkdam* verkė verkia vėjais vilkin* vilkina vog* vogė žaizd* žal* žala
      žemin* žiaur* žiauri* žiauru* žiurk*
    `,
    '-3': `
      absurd* atgrasu* baisi* baisiai baisu* baisum* baisus blakė blakės blakių blogiaus*
      blogiausi* debil* gyvuliškas idiot* katastrof* klaik* klaiku* košmar* kretin* lochotron*
      mėšl* nachal* nebeišken* nedovanotin* neįmanom* neleistina* nepakeliam* nepakenčiam*
      nežmonišk* niekingas niekšišk* nusikal* pasibais* prasčiaus* prasčiausi* siaub* siaubas
      siaubing* šlamšt* šūdai šūdas šūdin* šūdo tragedij* tragiš*
    `,
  },
  negators: `
    anaiptol be jokiai jokiais jokią jokie jokio jokiomis jokios jokių jokį joks nebe nebegali
    nebėra nebuvo nebūna nebūtų neesame negalėjo negali negalima nei nesu neturi neturime neturiu
    nė nėra niekad niekada niekaip niekam niekas nieką nieko niekuo niekuomet niekur pritrūko
    stokoja trūksta vargiai vargu
  `,
  negatorsAfter: '',
  intensifiers: `
    absoliučiai amžinai baisiai baisiausiai daug gerokai itin ypač ypatingai kraupiai labai
    maksimaliai neįtikėtinai nepaprastai nežmoniškai nuolat per pernelyg siaubingai stipriai taip
    tikrai tokia tokie tokios toks visada visapusiškai visiškai visuomet žiauriai žymiai
  `,
  diminishers: `
    beveik gal galbūt gana ganėtinai kartais kažkiek kiek lyg mažumėlę nelabai pakankamai
    palyginti retkarčiais santykinai truputėlį truputį vietomis
  `,
  contrast: 'bet deja nepaisant nors o priešingai tačiau tik užtat visgi',
  reservations: 'keletas keli maža mažytis nebent smulk* tik vienintel*',
  lukewarm: `
    dviprasmišk* eilin* galėtumėt galėtumėte galėtute galėtų įprast* įprastai neblog* neįpareig*
    norėčiau norėjosi norėtum norėtume norėtųsi norm normal* normali normaliai normalu normalūs ok
    okey pakankamai pakenčiam* paprasta paprastas paprasti patenkinam* praverstų prieštaring*
    priimtin* reikėtų siūlyčiau siūlytume standartišk* šiaip tiks tinka trejetuk* vidutin*
    vidutinišk*
  `,
  firstPerson: `
    aš bandžiau buvau buvome dėkojame dėkoju dukrai dukrą dukrytė džiaugiamės džiaugiuosi esame
    esu galime galiu gavau gavom gavome grįšime grįšiu išbandėme išbandžiau jaučiamės jaučiuosi
    kreipėmės kreipiausi lankėme lankėmės lankiausi lankome lankomės laukėme laukiame laukiau man
    manau mane manęs manimi mano mes mumis mums mus mūsų naudojame naudojamės naudoju naudojuosi
    nežinau norėčiau norėtume nusipirkau nusivylėme nusivyliau pastebėjau pastebėjome patiko
    patinka pirkau pirkom pirkome radau radome rekomenduočiau rekomenduojame rekomenduoju
    skambinau skambinome sumokėjau sumokėjome sūnui sūnus sūnų tikėjausi tikėjomės užsakėme
    užsakiau užsisakėme užsisakiau valgėme valgiau vedame vedėme vedu žinau
  `,
}
