"""First names that history books have, in English, Czech and German: they tell a person from a place."""

from __future__ import annotations

_ENGLISH = """abraham adam alan albert alexander alice andrew ann anne anna anthony arthur barack benjamin betty bill
buzz catherine charles charlotte christopher clara daniel david dorothy douglas dwight edmund edward eleanor elizabeth emily
emma ernest florence francis frank franklin frederick george gerald grace harriet harry helen henry herbert hillary howard hugh
isaac jack jacob james jane jean jimmy joan john joseph joshua julia karl katherine kenneth lewis linda louis lucy lyndon
malcolm margaret maria marie mark martha martin mary matthew michael nancy neil nelson neville nicholas oliver oscar
patrick paul peter philip ralph richard robert roger ronald rosa ruth sally samuel sarah scott simon sophia stephen steven susan
theodore thomas ulysses victoria vincent virginia walter wilbur orville william winston woodrow"""
_CZECH = """adam adolf alena alexander alois anežka anna antonín barbora bedřich bohumil božena břetislav daniel dana edvard
eduard ema emil ester eva ferdinand filip františek gabriela gustav hana helena ivan jakub jan jana jaromír jaroslav jindřich jiří
jitka josef julius kamil karel karolína kateřina klement ladislav leopold lenka libuše lucie ludmila ludvík magdaléna marie marta
matěj matyáš michal mikuláš milada milan milena miloš miroslav oldřich olga otakar otto pavel petr přemysl radek
rudolf soňa stanislav svatopluk šimon tereza tomáš václav vasil věra viktor vilém vladimír vladislav vlasta vojtěch zdeněk zikmund zita
alexandr michail nikita nikola lev josip juraj ján ľudovít štefan milan"""
_GERMAN = """adolf albert albrecht alexander alfred alois andreas angela anna anne august axel bernd bertha bettina
bertolt carl christa christian claus dietrich dorothea eduard egon elisabeth elsa emil emma erich ernst erwin eva ferdinand
franz friedrich fritz georg gerhard gottfried gottlieb günter günther gustav hannah hans harald heinrich heinz helene helmut herbert
hermann hildegard horst hugo immanuel ingeborg ingrid jakob johann johanna johannes josef joseph julius jürgen karl katharina
klara klaus konrad kurt leopold lise ludwig luise manfred margarete maria marie marlene martin matthias max michael moritz
nikolaus oskar oswald otto paul peter philipp rainer reinhard richard robert roland rosa rudolf sebastian siegfried sophie stefan
theodor theresia thomas ulrich ursula victor volker walter walther werner wilhelm willi willy wolfgang"""
_OTHERS = """benito camille che christophe edouard édouard emiliano evita fidel francisco françois galileo giovanni giuseppe hernán
indira isabella jawaharlal joaquín leonardo leonid lech lenin luther mahatma mao marco michelangelo michail mikhail miguel mohandas
napoleon nicolas nicolaus nikita pablo raffaello sergei simón toussaint valentina vasco wernher yuri jurij"""

FIRST_NAMES = frozenset(f"{_ENGLISH} {_CZECH} {_GERMAN} {_OTHERS}".split())
