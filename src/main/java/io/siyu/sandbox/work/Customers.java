package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import io.siyu.shared.RandomCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The WeChat accounts of this small world. */
@Component
@InSandbox
public class Customers {

    private final JdbcClient jdbc;

    Customers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A new account with ids of its own for the corporation, the open platform and the mini-program. */
    public Customer add(String name, String colour, int gender, @Nullable String phone, Instant at) {
        return jdbc.sql("""
                        insert into sandbox_customer
                            (name, colour, gender, phone, external_userid, unionid, openid, created_at)
                        values (:name, :colour, :gender, :phone, :external, :unionid, :openid, :at) returning *""")
                .param("name", name)
                .param("colour", colour)
                .param("gender", gender)
                .param("phone", phone)
                .param("external", "wm" + RandomCode.letters(30))
                .param("unionid", "oU" + RandomCode.letters(26))
                .param("openid", "oM" + RandomCode.letters(26))
                .param("at", Times.sql(at))
                .query(Customers::customer)
                .single();
    }

    /** Newest first, whose name contains this, older than the one of that id. */
    public List<Customer> page(String name, long before, int size) {
        return jdbc.sql("""
                        select * from sandbox_customer where id < :before and strpos(name, :name) > 0
                        order by id desc limit :size""")
                .param("name", name)
                .param("before", before)
                .param("size", size)
                .query(Customers::customer)
                .list();
    }

    public Optional<Customer> find(long id) {
        return jdbc.sql("select * from sandbox_customer where id = :id")
                .param("id", id)
                .query(Customers::customer)
                .optional();
    }

    public Optional<Customer> byExternalUserid(String externalUserid) {
        return jdbc.sql("select * from sandbox_customer where external_userid = :external")
                .param("external", externalUserid)
                .query(Customers::customer)
                .optional();
    }

    static Customer customer(ResultSet row, int number) throws SQLException {
        return new Customer(
                row.getLong("id"),
                row.getString("name"),
                row.getString("colour"),
                row.getInt("gender"),
                row.getString("phone"),
                row.getString("external_userid"),
                row.getString("unionid"),
                row.getString("openid"));
    }
}
