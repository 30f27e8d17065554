package io.siyu.mall.catalog;

import io.siyu.shared.DomainException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file of products: a variant, with the product that it belongs to.
 *
 * @param onSale absent where the file leaves it to what is
 * @param stock pieces to begin with; those of a variant that is there are left alone
 */
record ProductLine(
        String product,
        String title,
        String category,
        @Nullable String subtitle,
        @Nullable Boolean onSale,
        String spec,
        String sku,
        long priceFen,
        int stock) {

    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_CATEGORY = 30;
    private static final int LONGEST_SUBTITLE = 200;
    private static final int LONGEST_SPEC = 60;
    private static final int MOST_PIECES = 10_000_000;
    private static final List<String> ON = List.of("上架", "在售", "on");
    private static final List<String> OFF = List.of("下架", "未上架", "off");

    /** @throws DomainException for what cannot be read */
    static ProductLine of(Map<String, String> row) {
        return new ProductLine(
                required(row, "product", LONGEST_CODE),
                row.getOrDefault("title", "").strip(),
                atMost(row.getOrDefault("category", "").strip(), LONGEST_CATEGORY, "category"),
                row.containsKey("subtitle")
                        ? atMost(row.getOrDefault("subtitle", "").strip(), LONGEST_SUBTITLE, "subtitle")
                        : null,
                onSale(row.get("status")),
                atMost(row.getOrDefault("spec", "").strip(), LONGEST_SPEC, "spec"),
                required(row, "sku", LONGEST_CODE),
                fen(row.getOrDefault("price", "")),
                pieces(row.getOrDefault("stock", "0")));
    }

    private static String required(Map<String, String> row, String field, int longest) {
        String value = row.getOrDefault(field, "").strip();
        if (value.isEmpty()) {
            throw DomainException.invalid(field, "catalog.import.code_missing");
        }
        return atMost(value, longest, field);
    }

    private static String atMost(String value, int longest, String field) {
        if (value.length() > longest) {
            throw DomainException.invalid(field, "catalog.import.too_long", value, longest);
        }
        return value;
    }

    private static @Nullable Boolean onSale(@Nullable String words) {
        if (words == null) {
            return null;
        }
        String word = words.strip().toLowerCase(java.util.Locale.ROOT);
        if (!ON.contains(word) && !OFF.contains(word)) {
            throw DomainException.invalid("status", "catalog.import.status_unknown", words);
        }
        return ON.contains(word);
    }

    /** Yuan as people write them: {@code ¥1,299.00}. */
    private static long fen(String yuan) {
        try {
            return new BigDecimal(yuan.replaceAll("[¥￥,，元\\s]", ""))
                    .movePointRight(2)
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw DomainException.invalid("price", "catalog.import.price_unreadable", yuan);
        }
    }

    private static int pieces(String words) {
        try {
            int pieces = new BigDecimal(words.replaceAll("[,，件\\s]", "")).intValueExact();
            if (pieces >= 0 && pieces <= MOST_PIECES) {
                return pieces;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw DomainException.invalid("stock", "catalog.import.stock_unreadable", words);
    }
}
