package io.siyu.loyalty.coupon;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** Reads the terms of a template's row. */
final class TermsRows {

    private TermsRows() {}

    static CouponTerms terms(ResultSet row) throws SQLException {
        return new CouponTerms(
                CouponTerms.Kind.valueOf(row.getString("kind")),
                row.getLong("amount_fen"),
                row.getInt("percent_off"),
                row.getObject("cap_fen", Long.class),
                row.getLong("threshold_fen"),
                CouponTerms.Scope.valueOf(row.getString("scope")),
                Set.of((Long[]) content(row.getArray("product_ids"))),
                Set.of((String[]) content(row.getArray("categories"))));
    }

    private static Object content(Array array) throws SQLException {
        return array.getArray();
    }
}
