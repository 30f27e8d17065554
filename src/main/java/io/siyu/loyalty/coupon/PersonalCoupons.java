package io.siyu.loyalty.coupon;

import io.siyu.foundation.privacy.Person;
import io.siyu.foundation.privacy.PersonalData;
import io.siyu.foundation.privacy.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The coupons of a person; they stay as numbers. */
@Component
class PersonalCoupons implements PersonalData {

    private final JdbcClient jdbc;

    PersonalCoupons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String part() {
        return "coupon";
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Person person) {
        Rows rows = Rows.of(jdbc, person);
        return Map.of("coupons", rows.list("select * from coupon_coupon where customer_id = any(:ids) order by id"));
    }

    @Override
    public void erase(Person person) {
        // A coupon tells a number and a state; who the number is, is forgotten elsewhere.
    }
}
