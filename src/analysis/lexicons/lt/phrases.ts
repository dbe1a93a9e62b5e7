import type { LexiconPhrases } from '../source.ts'

/** Lithuanian set phrases. */
export const phrases: LexiconPhrases = {
  polarity: {
    '3': `
      10 / 10; 5 / 5; aukso vertės; aukšč lyg; aukščiausia klasė; aukščiausias lygis;
      aukščiausio lygio; aukšta klasė; be jok* priekaišt*; be priekaišt*; burnoje tirpsta;
      ypač geras; jok* nusiskund*; jok* priekaišt*; kaip sviestu patept*; labai labai;
      laukia su nekantrumu; lenkiu galvą; lenkiuosi iki žemės; liežuvį praryt*;
      negalime atsidžiaugti; negaliu atsidžiaugti; negaliu nerekomend*; nepasigailė*;
      neturim jok* priekaišt*; neturime priekaišt*; neturiu jok* priekaišt*; neturiu priekaišt*;
      nė karto neapv*; nė karto nenusivyl*; nė karto nenuv*; nė vieno priekaišt*;
      nėra nė vieno minuso; norisi grįžti; norisi sugrįžti; nuimu kepurę; nusiimu kepurę;
      pirštus apsilaižy*; pranoko lūkesč*; puikiai veikia; sušildė širdį; širdis džiaugiasi;
      širdį sušild*; tirpsta burnoje; veikia be priekaišt*; veikia puikiai; verta kiekvien*;
      viršijo lūkesč*
    `,
    '2.5': `
      geriau nebūna; geriau nereikia
    `,
    '2': `
      9 / 10; ačiū už; ant rankų nešio*; atitiko lūkesč*; aukšta kokyb*; aukšto lygio;
      aukštos kokyb*; aukštos kokybės; be abejon*; be eilės; be eilių; be jok* abejon*;
      be jok* ginč*; be jok* klausim*; be jok* problem*; be jok* tampym*; be komisin*;
      be menkiausi*; be mokes*; be problem*; be staigmen*; be trūkum*; be vargo; bėga į;
      daug geriau; dėkui už; didelis pasirink*; didelis pasirinkim*; drąsiai siūlau;
      dviem rankom*; gera kaina; geras santykis; gėda skųstis; iš širdies; išbandyt verta;
      jok* problem*; jok* skund*; jokių problemų; kaina gera; kaina maža; kainos mažesn*;
      kaip laikrodis; kaip namie; kaip namuose; kaip nauja; kaip naujas; klient lojal*;
      ko daugiau norėti; kokybė aukšta; kur kas geriau; laikosi žod*; laukia kiekvien*;
      laukia nesulauk*; laukti vert*; liko patenkint*; maža kaina; mažesn* kain*; mažos kainos;
      ne brang*; nebrang*; negalime nusiskųsti; negaliu nusiskųsti; neįmanoma prikibti;
      nemoku nė cento; nenusivyl*; nepraleiskite progos; nesigailime; nesigailiu; nesulaukia kada;
      neturiu ko prikišti; nė cento neėm*; nė cento nepaėm*; nė įbrėžimo; nė karto nepavėl*;
      nė karto nestrig*; nė karto nesuged*; nė karto nevėl*; nė vieno blogo; nėra ką prikišti;
      nėra ko prikišti; nėra ko skųst*; nėra kuo skųst*; nėra kuo skųstis; nėra problem*;
      nėra už ką kritik*; nieko nebruk*; nieko nekainuo*; nieko neprimet*; nori eiti; nuo širdies;
      nusiskundimų neturi*; oda pašiurp*; pasirinkimas didelis; pigiau nei; platus pasirinkim*;
      priekaištų neturi*; problemų nebuvo; problemų nekilo; problemų neturėj*; problemų nėra;
      rado bendrą kalb*; randa bendrą kalb*; rasti bendrą kalb*; rimtai žiūri; siūlau apsilank*;
      siūlau išbandyt*; siūlau visiems; specialistai puik*; su malonumu; su nekantrumu lauk*;
      su šypsena; taisykl laik*; tikrai siūlau; toliau lank*; vaikai laukia; vaikas laukia;
      verta lauk*; verta pinig*; verta savo kain*; vis geriau; visa širdimi; visai neblog*;
      visiems siūlau; viskas , ko reikia; viskas tvarkoj*; visko , ko reikia; žema kaina
    `,
    '1.5': `
      4 / 5; be klausim*; be nuostoli*; be reklam*; be skubos; kaip priklauso; ko daugiau reik*;
      ne blog*; ne taip jau blog*; ne veltui; neblog*; nerandu , ko; nerandu ko; nerandu prie ko;
      prie ko kabintis; viskas veikia
    `,
    '1': `
      be galo; geriau nei; grąžino pinigus; grąžinti pinig*; įbrėžimo nė; kainos ir kokyb*;
      mažos palūkan*; nė nemirktelėj*; nėra ko norėti; nieko blogo; pinigai grąžinti;
      tą pačią dieną; vidutin gerai
    `,
    '0': `
      iš eilės; kad ir; ne kartą; ne tik; nei * , nei *; truko * dien*; truko * minuč*;
      truko * valand*; truko valand*; už tokią kainą; vis dėlto; vis tiek
    `,
    '-1': `
      atsaky nei; aukšta kaina; aukštos kainos; be reikal*; didelė kaina; didelės kainos;
      didelės palūkan*; galėtų būti; galėtų būti ger*; galėtų daug*; yra ką tobulinti;
      yra kur tobulėti; jok* veikl*; kain auk; kain did; kaina aukšt*; kaina didelė; kaina didoka;
      kainos aukšt*; kainos didelės; kaip turguj*; laukia kol; lūžo na; maža pasirink*;
      mažas pasirink*; ne itin; ne ta; ne tas; ne visai; nė žodžio; nėra ko; nieko ypating*;
      nieko naujo; norėtųsi daug*; papild mokest*; per ankst*; per daug; per dažn*; per dide*;
      per didel*; per greit*; per ilg*; per kiet; per maž*; per sald*; per šalt*; per tank*;
      reikėtų daug*; sako skirtingai; šiaip sau; teko aišk*; teko lauk*; tik minimal*;
      trumpas laik*; vietų nėra
    `,
    '-1.5': `
      mažas pasirinkim*; nėra kur; pasirinkimas mažas; su žiburiu; vietos nėra
    `,
    '-2': `
      2 / 5; 3 / 10; ačiū ir už tai; atsisakė eiti; baigėsi be; be iniciatyv*; be įspėjimo;
      be paaiškinim*; bet kaip; blogiau nei; dar ir aš kalt*; daugiau ne*; daugiau nebe*;
      dideli mokes*; didžiul* mokes*; dukart nuskait*; ieškokit kit*; ieškokite kit*;
      iki šiol nea*; iki šiol neg*; ilga eilė; ilgos eilės; išmesti pinig*; įstrigo sandėl*;
      jok* atsakym*; jok* bendrav*; jok* naud*; jok* pagalb*; jok* pažang*; jok* pokyč*;
      jok* progres*; jok* rezultat*; jok* ugdym*; kainos pakilo; kiek galima; kieta kaip;
      kietas kaip; kvepia bloga; kvepia plastik*; laukėme * valand*; laukiau * dien*;
      laukiau * savait*; laukiau * valand*; laukiau savait*; lieka skol*; misija neįmanoma;
      ne tai ko tikė*; nebenori eiti; negaliu prisijung*; neina prisijung*; nekelia ragelio;
      nemoka bendrauti; nemoka dirb*; nenorėjo eiti; nenori eiti; nepavyko rasti; neturim ryš*;
      nė kvapo; nėra kam; nėra už ką; niekas neats*; niekas nekelia; niekas nepadė*; nieko bendro;
      nieko gero; nieko nepadar*; nieko nepasiek*; nors žadėjo; nuolaida nepritaik*;
      nusiplovė rankas; nustojo veik*; pakėlė kain*; paliko vien*; palikti vien*; pasenęs maist*;
      pasirinkimas labai mažas; pasirod neverta; paslėpt* mokes*; pavartė akis; per brang*;
      per griež*; per lėt*; per sūr*; plaukas maiste; plauna rankas; pranešėme polic;
      prasta kokyb*; pravažiavo pro; pro pirštus; ragelio nekelia; rankos nusvyra; ryšio nėra;
      sėdi telefon*; sugedęs maist*; sumokėjau dukart; teko du kartus; teko ilgai;
      teko kelis kartus; teko laukti; teko skambinti; telefone sėd*; tik po * savait*;
      tik po mėnes*; tik po savait*; tikėjausi daugiau; tikėjausi geresn*; tikėjomės daugiau;
      tikėjomės geresn*; užvertė akis; vandens nėra; vart* akis; veltui praleist*; vėl pakėlė;
      žadėjo bet; žadėjo vienaip; žali viduj; žema kokyb*
    `,
    '-3': `
      0 / 10; 1 / 10; 1 / 5; 2 / 10; ačiū už nieką; apeikit iš tol*; apeikite iš tol*;
      atvirai melu*; be mano sutikimo; be mano žinios; daug blogiau; daugiau niekada;
      dėkui už nieką; dingo pinig*; du kartus nuskai*; gaila laiko; gaila pinigų; iki šiol lauk*;
      išmest* pinig*; jok* pagarb*; juokas pro ašaras; kantrybė trūko; kantrybės nebėra;
      kiek galima lauk*; kojos mano; koš mar; laikykitės atokiau; laiko gaiš*; laiko gaišimas;
      laiko švaist*; laukiau mėnes*; lenkit* iš tolo; mano kojos; neatitiko lūkesč*;
      negaliu prisiskambin*; negrąžin* pinig*; negrąžino pinig*; neįmanoma prisiskambin*;
      nepatarčiau niekam; nepateisino lūkesč*; nesinori grįžti; niekada daugiau; niekam tikęs;
      niekam tikus*; nieko neišmok*; numetė ragel*; nuskai* du kartus; nuskai* pinigus du kartus;
      paleisti vėjais; pinigai dingo; pinigai į balą; pinigai į orą; pinigai vėjais;
      pinigų metim*; pinigų negrąžin*; pinigų švaist*; pirmas ir paskutinis kartas;
      pirmą ir paskutinį kartą; prisiskambinti neįmanoma; rekomenduoju ieškoti kit*;
      rimta problema; spjūvis į veidą; tik po * mėnes*; vis blogiau; vis dar lauk*; žemiau kritik*
    `,
  },
  lukewarm: `
    būtų gera; būtų gerai; būtų neblogai; būtų patogu; būtų puiku; būtų smagu; būtų šaunu;
    galėtų būti; galima pakęsti; gerai būtų; ir pliusų ir minusų; kaip kada; kaip visur;
    kartais gerai; ne itin; neblogai būtų; nei blogai nei gerai; nei gerai nei blogai;
    nei geresn* nei prastesn*; nei geriau nei blogiau; nei pigu nei brangu; nei šilta nei šalta;
    nei šis nei tas; nieko baisaus; nieko blogo; nieko ypating*; nieko tokio; pakęsti galima;
    per vidurį; puiku būtų; pusė bėdos; pusė velnio; šaunu būtų; šiaip ne taip; šiaip sau;
    trys žvaigždutės; visai nieko; visaip būna; visko būna
  `,
}
