package io.siyu.demo;

import java.util.List;
import java.util.Random;

/** Plainly invented names: guides are called after solar terms, customers after fruits and plants. */
final class DemoPeople {

    private DemoPeople() {}

    /** @param latitude in GCJ-02, as is the longitude */
    record DemoStore(
            String code,
            String name,
            String region,
            int departmentId,
            String address,
            double latitude,
            double longitude) {}

    record DemoGuide(String userId, String name, DemoStore store) {}

    static final List<DemoStore> STORES = List.of(
            new DemoStore("SH01", "山屿茶事 · 武康路店", "华东", 11, "上海市徐汇区武康路 376 号", 31.2064, 121.4379),
            new DemoStore("HZ01", "山屿茶事 · 湖滨店", "华东", 12, "杭州市上城区湖滨路 28 号", 30.2556, 120.1633),
            new DemoStore("CD01", "山屿茶事 · 宽窄巷店", "西南", 13, "成都市青羊区宽巷子 12 号", 30.6636, 104.0557));

    private static final List<String> GUIDE_NAMES =
            List.of("周立春", "吴雨水", "郑惊蛰", "王春分", "冯清明", "陈谷雨", "褚立夏", "卫小满", "蒋芒种", "沈夏至", "韩小暑", "杨大暑");

    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";

    private static final List<String> GIVEN = List.of(
            "青柠", "山竹", "枇杷", "海棠", "石榴", "白桃", "樱桃", "木棉", "橄榄", "杨梅", "荔枝", "桑葚", "芦苇", "银杏", "香樟", "青梅", "柚子", "茉莉",
            "芒果", "蓝莓");

    static List<DemoGuide> guides() {
        return java.util.stream.IntStream.range(0, GUIDE_NAMES.size())
                .mapToObj(i ->
                        new DemoGuide("guide%02d".formatted(i + 1), GUIDE_NAMES.get(i), STORES.get(i % STORES.size())))
                .toList();
    }

    static String customerName(Random random) {
        return SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.get(random.nextInt(GIVEN.size()));
    }

    /** A number nobody has: the 199 0000 range is not given out. */
    static String phone(int customer) {
        return "1990000%04d".formatted(customer);
    }
}
