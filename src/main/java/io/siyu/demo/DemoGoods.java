package io.siyu.demo;

import io.siyu.mall.catalog.ProductDraft;
import io.siyu.mall.catalog.ProductDraft.SkuDraft;
import java.util.ArrayList;
import java.util.List;

/** Thirty things an invented tea house sells. */
final class DemoGoods {

    private static final int STOCK = 400;

    private DemoGoods() {}

    private record Line(String category, String title, String subtitle, String spec, long priceFen) {}

    private static final List<Line> LINES = List.of(
            new Line("茗茶", "山屿龙井 明前一级", "豆香清爽，春天的第一口", "罐装 50g|罐装 100g", 12800),
            new Line("茗茶", "云雾白毫银针", "毫香蜜韵，耐泡清甜", "罐装 50g", 19800),
            new Line("茗茶", "岩骨肉桂 中足火", "辛香显露，回甘有力", "罐装 80g", 23800),
            new Line("茗茶", "桂花乌龙", "三窨一提，秋日桂香", "罐装 80g|罐装 160g", 8800),
            new Line("茗茶", "古树晒红", "蜜薯甜香，温润暖胃", "罐装 100g", 15800),
            new Line("礼盒", "四时茶礼 · 小满", "四款茶样，一盒尝遍四季", "8 泡装", 16800),
            new Line("礼盒", "围炉煮茶礼盒", "老白茶配陈皮，冬天围坐", "礼盒装", 29800),
            new Line("礼盒", "中秋月光礼盒", "一饼茶，一盏灯", "礼盒装", 36800),
            new Line("礼盒", "伴手茶礼 · 远山", "轻巧体面，说走就走", "6 泡装", 9800),
            new Line("礼盒", "新人喜茶礼", "红枣桂圆红茶，喜气洋洋", "双罐装", 18800),
            new Line("茶杯", "月白小品茗杯", "手工拉坯，胎薄釉润", "单只|一对", 5800),
            new Line("茶杯", "青瓷斗笠杯", "梅子青釉，入手温润", "单只", 6800),
            new Line("茶杯", "柴烧主人杯", "落灰自然，只此一只", "单只", 26800),
            new Line("茶杯", "双层玻璃随手杯", "不烫手，看得见茶汤", "350ml", 7900),
            new Line("茶杯", "粗陶马克杯", "早八点的一杯", "灰|杏", 6900),
            new Line("茶壶", "朱泥西施小壶", "出水利落，一人独饮", "120ml", 59800),
            new Line("茶壶", "玻璃花茶壶套装", "一壶四杯，午后待客", "600ml", 19900),
            new Line("茶壶", "侧把急须", "单手出汤，绿茶友好", "200ml", 28800),
            new Line("茶壶", "旅行快客杯", "一壶三杯，装进背包", "套装", 13900),
            new Line("茶壶", "提梁煮茶壶", "明火电陶炉两用", "900ml", 32800),
            new Line("冷泡茶包", "白桃乌龙茶包", "三角立体茶包，冷热都好喝", "15 包", 4900),
            new Line("冷泡茶包", "茉莉银毫茶包", "七窨茉莉，鲜灵持久", "15 包", 5900),
            new Line("冷泡茶包", "陈皮普洱茶包", "饭后一杯，解腻顺口", "15 包", 5500),
            new Line("冷泡茶包", "洛神玫瑰茶包", "零咖啡因，晚上也能喝", "12 包", 3900),
            new Line("冷泡茶包", "大麦若叶茶包", "烘焙麦香，老少皆宜", "20 包", 2900),
            new Line("茶点", "抹茶生巧", "入口即化，微苦回甘", "12 颗", 6800),
            new Line("茶点", "桂花绿豆糕", "少糖，配茶刚好", "6 枚", 3900),
            new Line("茶点", "核桃枣泥酥", "枣香浓，酥到掉渣", "8 枚", 4500),
            new Line("茶点", "海盐青梅", "饮茶前后，生津开胃", "200g", 2800),
            new Line("茶点", "杏仁薄脆", "一片一片停不下来", "150g", 3200));

    static List<ProductDraft> products() {
        List<ProductDraft> products = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            Line line = LINES.get(i);
            products.add(new ProductDraft(
                    line.title(),
                    line.subtitle(),
                    "/demo/product-%02d.svg".formatted(i + 1),
                    line.subtitle() + "。示例品牌的示例商品，可放心下单体验。",
                    line.category(),
                    true,
                    skus(line)));
        }
        return products;
    }

    /** The second spec, where there is one, costs the double less a tenth. */
    private static List<SkuDraft> skus(Line line) {
        List<SkuDraft> skus = new ArrayList<>();
        for (String spec : line.spec().split("\\|", -1)) {
            long price = skus.isEmpty() ? line.priceFen() : line.priceFen() * 9 / 5 / 100 * 100;
            skus.add(new SkuDraft(spec, null, price, STOCK));
        }
        return skus;
    }
}
