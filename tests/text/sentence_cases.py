# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hard cases for where sentences end: texts as papers, letters and archives print them.

A bar stands where a sentence ends.  `docs/dependencies.md` says how libraries did on them.
"""

ENGLISH = """
Mr. E. J. Whitcombe signed on 27 Feb. 1962.| He kept it.
The U.S. Army left.| The U.S. troops stayed.
The U.S. Government and the U.K. Foreign Office agreed.| Both signed.
He left the U.S.| Nobody knew.
Dr. Kim of Smith, Jones & Co. Ltd. wrote to Messrs. Brown and Bros. Inc. in May.| No reply came.
It cost 30.5 million, i.e. more than 2.2 a head, e.g. for rice.| So they said.
The train left at 6.30 p.m. on Monday.| It came at 9 a.m. Tuesday.
It ended at 5 p.m.| Then they left.
The price rose to $3.50.| It fell to £2.| See p. 5, pp. 6-9, vol. 2, no. 3 and fig. 4.
See No. 5.| They left.
“Was it so?” asked the clerk.| “No.”| They left.
“It was so,” he said.| “Was it?” she asked.| “Yes!” he cried.
He said “it was so.”| (It was not.)| Nobody knew.
The pact (see Art. 4.) was signed.| It held.
He waited… and then left.| He waited…| Then he left.
He waited ... and then left.| He waited. . . .| Then he left.
Gen. Douglas MacArthur met Lt. Col. John Smith, Jr. in Tokyo.| They spoke.
J. R. R. Tolkien and C.S. Lewis met.| They talked.
Kim Il-sung (b. 1912, d. 1994) ruled.| He died.
Washington, D.C. was far.| The talks failed.
He has a Ph.D. in history.| She has an M.A.| Both teach.
The St. Petersburg office closed at No. 10 Downing St. in 1950.| It reopened.
He was born c. 1912 near Mt. Paektu, acc. to Prof. Lankov et al. in 1995.| So they say.
Smith vs. Jones was heard.| It took years.
1. The first article.| 2. The second, see no. 5.| 3. The third.
(a) The first part.| (b) The second part.
Visit www.mid.ru or write to a.b@c.org.| Both answer.
He opened file.txt and readme.md.| They were empty.
What?!| Nobody knew!!| Really?
The 38th parallel… was crossed on 25 June 1950.| War began.
It was signed in Sept. 1948, i.e. on Sept. 9.| It held.
It lay at 38.5° N. and 127° E. of Greenwich.| Nobody went.
Yahoo! was founded later.| It grew.
Ibid., p. 14; op. cit., ch. 3, sec. 2, para. 5.| The rest is lost.
He was 5 ft. 6 in. tall.| He weighed 150 lb.| He smoked.
Rev. Fr. O'Brien, Hon. Sec., and the Rt. Hon. Ernest Bevin came.| They sat.
He asked: “Who? When? Where?” and left.| No one answered.
The so-called “People's Republic.” was proclaimed.| It lasted.
Article 1.| The parties agree.| Article 2.| They help.
On Aug. 27, 1950, Stalin wrote to Gottwald.| Prof. A. Mansourov found it.
The D.P.R.K. and the R.O.K. both joined.| In 1991 they entered the U.N.| It was late.
“The war,” wrote Gen. Ridgway, “was lost.”| MacArthur disagreed.
Approx. 70 percent of fuel, i.e. oil etc., came from the U.S.S.R.| The rest came from China.
Did he write “Thanks. We need aid.” or not?| The file is silent.
The vote was 13-0.| Russia abstained.| See S/RES/2397 (2017), para. 8.
He moved to Pyongyang, pop. 3 million.| Life was good.
It was 3 a.m.| He slept.| Then it was 4 a.m. in Moscow.
Sgt. Maj. Park came from Ft. Bragg.| He stayed.
Is that so?| Yes.| No.
Lee et al. (2003) disagree.| So do others.
Nos. 1-5 are lost, incl. the cables of Nov. 3.| So it goes.
The treaty (signed 6 July 1961 in Moscow. It was renewed twice.) lapsed.| A new one came.
""".strip().splitlines()

RUSSIAN = """
Хлеб стоил 5 руб. 20 коп. за кг. в Москве.| Потом дороже.
Он заплатил 5 руб. 20 коп.| Потом ушёл.
Цена — 300 руб.| Это дорого.
Письмо И. В. Сталина от 31 авг. 1950 г. получено.| Ответа нет.
Письмо И.В. Сталина и В.М. Молотова.| Ответа нет.
Договор подписан в 1961 г.| Он действует.
В 1950 г. Ким Ир Сен приехал в Москву.| Его приняли.
В 1950 г. в Москву приехал Ким.| Его приняли.
С 1948 по 1950 гг. торговля росла.| Потом упала.
В 50-х гг. XX в. СССР помогал КНДР.| Потом перестал.
В V в. до н. э. этого не знали.| В I в. н. э. узнали.
Отправлено из г. Москва на ул. Горького, д. 5, кв. 3.| Точка.
Хлеб, соль и т. д.| Потом т. е. позже.
Хлеб, соль и т.д. и т.п.| Потом, т.е. позже, рис и др. товары.
РГАСПИ. Ф. 558. Оп. 11. Д. 803. Л. 1.
ЦАМО РФ. Ф. 40. Оп. 178427. Д. 90. Лл. 12–14 об.
«Что это?» — спросил он.| «Не знаю!»| Все ушли.
— Кто там? — спросил он.| — Никого.| Все ушли.
Он сказал: «Всё кончено».| Все ушли.
«Всё кончено.»| Все ушли.
Передано тов. Ким Ир Сену.| См. стр. 5.
Тов. Сталин и т. Штыков согласны.| Тт. Молотов и Микоян против.
Население — 10 млн. человек, долг — 11 млрд. долл. США.| Это много.
Долг составил 11 млрд.| Его списали.
В 17 ч. 30 мин. по Москве ответа не было.| Ждали до утра.
Подполк. Игнатьев, ген.-лейт. Васильев и ген. Штыков прибыли.| Их ждали.
Акад. А. Д. Сахаров, проф. Торкунов и доц. Ли.| Все трое.
См. рис. 5, табл. 3 и гл. IV.| Дальше ничего.
Он ждал… и ушёл.| Он ждал…| Потом ушёл.
Он ждал... и ушёл.| Он ждал...| Потом ушёл.
Неужели?!| Не может быть!..| Да.
Расстояние 5 км.| Пути не было.
Он весил 70 кг.| Потом похудел.
Т. к. ответа не было, ждали.| Т. о. всё решено.
Указ. соч. С. 15.| Там же. С. 20.
В мае 1950 г. Ким был в Пекине.| С 1948 по 1950 гг. СССР помогал.
Родился в 1912 г. в дер. Мангёндэ, пров. Пхёнан, Корея.| Умер в 1994 г.
Св. Пётр и о. Кирилл.| Оба там.
Прибыли А. Громыко, Л. Брежнев и др.| Переговоры начались.
1. Первая статья.| 2. Вторая, см. п. 5 и пп. 6–7.| 3. Третья.
а) Первое.| б) Второе.
Сенатор Дж. Ф. Кеннеди и Ю. В. Андропов.| Оба.
Послано 22.IX.1950 г. шифром № 3.| Получено 23.09.1950.| Прочтено.
Совместно с КНР, Монголией и пр. странами.| Так и вышло.
Мин-во ин. дел СССР, зам. мин. Вышинский.| Подпись.
Это было в сер. 1950 г., в нач. сент. того же года.| Потом осень.
Завод им. Кирова, просп. Мира, стр. 2, корп. 1.| Адрес верен.
Пять тыс. экз. книги напечатаны в изд. дом.| Тираж мал.
29 авг. 1949 г. СССР испытал бомбу.| США узнали об этом в сент. того же года.
Шифротелеграмма № 75021 от 8.10.1950 г.| Мао ответил.
Тов. Филиппов просит тов. Мао Цзэ-дуна ускорить ответ.| Копия: тт. Маленкову, Берия.
АВП РФ. Ф. 059а. Оп. 5а. П. 11. Д. 3. Л. 101–102.
Стоимость — 1 млн. 200 тыс. рублей.| Оплата — золотом.
Дивизия насчитывала 12 тыс. чел.| Из них 3 тыс. корейцев.
В 30-е гг. в СССР жило ок. 170 тыс. корейцев.| Их выселили.
Н.С. Хрущёв (1894–1971 гг.) отказал.| Ким обиделся.
Это случилось в 8 ч. утра по местн. времени.| Потом всё стихло.
Визит 19–20 июля 2000 г. стал первым.| Путин прибыл из Пекина.
Он спросил: «Где? Когда?» — и замолчал.| Никто не ответил.
По данным ООН (док. S/2024/215. Прил. 3), ракеты были.| Москва отрицает.
Родился в с. Ивановка Приморской обл.| Учился в г. Хабаровске.
Закон от 9 нояб. 2024 г. № 376-ФЗ.| Вступил в силу.
Он получил 20 тыс. долл. США.| Это мало.
Так сказал В. В. Путин.| Он уехал.
""".strip().splitlines()

KOREAN = """
평양을 방문했다.| 조약은 다음 해에 발효되었다.| 왜 그랬을까?| 모른다.
평양을 방문했다.|그는 떠났다.
2.5배 늘었다.| 24년 만이다.
그는 "알겠다."고 말했다.| 그리고 떠났다.
그는 "알겠다"라고 말했다.| 그리고 떠났다.
그는 “모른다. 갈 수 없다.”라고 말했다.| 그리고 떠났다.
1950. 6. 25. 전쟁이 시작되었다.| 모두 놀랐다.
2024. 6. 19.(수) 조약을 체결했다.| 전문은 공개되었다.
2024.6.19. 평양에서 만났다.| 조약을 맺었다.
제4조.| 쌍방 중 어느 일방이 침략을 받으면 돕는다.
J. F. 케네디 대통령은 거절했다.| 회담은 끝났다.
그는 기다렸다…| 그리고 떠났다.
그는 기다렸다...| 그리고 떠났다.
정말입니까?!| 네!| 그렇습니다.
(그는 오지 않았다.)| 회담은 끝났다.
『노동신문』은 보도했다.| 「조약」은 유효하다.
약 5.5㎞ 떨어져 있다.| 길은 없다.
1. 첫째 조항이다.| 2. 둘째 조항이다.
가. 첫째이다.| 나. 둘째이다.
김일성(1912. 4. 15.~1994. 7. 8.)은 사망했다.| 모두 울었다.
U.S. 스틸은 거절했다.| 협상은 끝났다.
‘그렇다.’라는 답이 왔다.| 끝났다.
오후 3시 30분에 도착했다.| No. 5를 보라.| 끝.
vs. 일본전에서 이겼다.| 모두 기뻐했다.
2000. 7. 19. 푸틴 대통령이 평양을 방문했다.| 첫 방문이었다.
김정은은 “우리는 함께한다.”며 웃었다.| 푸틴도 웃었다.
조약 제4조(2024. 6. 19. 체결)는 유효하다.| 러시아가 확인했다.
약 1만 2천 명이 파병되었다.| (국정원 발표.)| 러시아는 부인했다.
“언제 왔는가? 왜 왔는가?”라고 물었다.| 답은 없었다.
A. V. 토르쿠노프의 책이다.| 1,000부가 팔렸다.
""".strip().splitlines()

OTHERS = """
书记员记账。|条约生效！|次年。
彼は「そうだ。」と言った。|そして去った。
متى كان ذلك؟| كان أمس.
Der Vertrag wurde am 5. Okt. 1950 unterzeichnet, z. B. in Berlin.| Er gilt.
M. Dupont et Mme. Durand sont partis.| C'est fini.
""".strip().splitlines()

BY_LANGUAGE = {"en": ENGLISH, "ru": RUSSIAN, "ko": KOREAN, "others": OTHERS}
