package io.siyu.reach.channel.landing;

import io.siyu.gateway.wechat.Login;
import io.siyu.gateway.wechat.OfficialAccount;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.customer.Identity;
import io.siyu.people.customer.Profile;
import io.siyu.shared.CustomerId;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The WeChat accounts that browsers are signed in with, and whose they are. A unionid proves it, and the openid that came with it is from
 * then on the person's too. An openid alone only tells that two browsers are the same person's: whoever else holds a phone over the page
 * may be the one who adds.
 */
@Component
public class WeChatVisitors {

    private final JdbcClient jdbc;
    private final CustomerDirectory customers;
    private final OfficialAccount account;
    private final Clock clock;

    WeChatVisitors(JdbcClient jdbc, CustomerDirectory customers, OfficialAccount account, Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.account = account;
        this.clock = clock;
    }

    /** @return false for a question that was answered before */
    boolean takenBack(String visitor, Instant left) {
        return jdbc.sql("""
                insert into channel_visitor_wechat as known (visitor, asked_at) values (:visitor, :left)
                on conflict (visitor) do update set asked_at = excluded.asked_at where known.asked_at < excluded.asked_at""").param("visitor", visitor).param("left", at(left)).update() == 1;
    }

    @Transactional
    void known(String visitor, String appId, Login login) {
        Optional<CustomerId> person = proven(appId, login).or(() -> byOtherBrowser(appId, login));
        jdbc.sql("""
                update channel_visitor_wechat set app_id = :app, open_id = :open, union_id = :union, known_at = :now
                where visitor = :visitor""")
                .param("app", appId)
                .param("open", login.openId())
                .param("union", login.unionId(), Types.VARCHAR)
                .param("now", at(clock.instant()))
                .param("visitor", visitor)
                .update();
        person.ifPresent(customer -> belongs(visitor, customer));
    }

    private record Added(String visitor, CustomerId customer, String appId, Login login) {}

    /**
     * Friends who were added: their browsers' accounts become theirs where WeChat Work told the same unionid. Where it is somebody else's,
     * the browser is that person's, whoever held a phone over the page. Joins the caller's transaction.
     */
    public void added(Collection<Long> acquisitions) {
        if (account.configured() && !acquisitions.isEmpty()) {
            browsersOf(acquisitions)
                    .forEach(added -> proven(added.appId(), added.login())
                            .filter(person -> !person.equals(added.customer()))
                            .ifPresent(person -> belongs(added.visitor(), person)));
        }
    }

    private List<Added> browsersOf(Collection<Long> acquisitions) {
        return jdbc.sql("""
                select w.visitor, w.app_id, w.open_id, w.union_id, a.customer_id
                from channel_acquisition a join channel_scan s on s.id = a.scan_id join channel_visitor_wechat w on w.visitor = s.visitor
                where a.id = any(:ids) and w.union_id is not null order by a.customer_id, a.id""")
                .param("ids", acquisitions.stream().mapToLong(Long::longValue).toArray())
                .query((row, number) -> new Added(
                        row.getString("visitor"),
                        new CustomerId(row.getLong("customer_id")),
                        row.getString("app_id"),
                        new Login(row.getString("open_id"), row.getString("union_id"))))
                .list();
    }

    /** By keys that somebody has; the others are theirs as well from now on. */
    private Optional<CustomerId> proven(String appId, Login login) {
        List<Identity> keys = new ArrayList<>(List.of(Identity.openId(appId, login.openId())));
        @Nullable String unionId = login.unionId();
        if (unionId != null) {
            keys.add(Identity.unionId(unionId));
        }
        Map<Identity, CustomerId> owners = customers.find(keys);
        if (owners.isEmpty()) {
            return Optional.empty();
        }
        boolean settled = owners.size() == keys.size() && new HashSet<>(owners.values()).size() == 1;
        return Optional.of(
                settled
                        ? owners.values().iterator().next()
                        : customers.findOrCreate(keys, Profile.UNKNOWN, clock.instant()));
    }

    private Optional<CustomerId> byOtherBrowser(String appId, Login login) {
        return jdbc.sql("""
                select v.customer_id from channel_visitor_wechat w join channel_visitor v on v.id = w.visitor
                where w.open_id = :open and w.app_id = :app and v.customer_id is not null order by v.last_at desc limit 1""")
                .param("open", login.openId())
                .param("app", appId)
                .query(Long.class)
                .optional()
                .map(CustomerId::new);
    }

    private void belongs(String visitor, CustomerId customer) {
        jdbc.sql("""
                insert into channel_visitor (id, customer_id, first_at, last_at) values (:visitor, :customer, :now, :now)
                on conflict (id) do update set customer_id = excluded.customer_id""")
                .param("visitor", visitor)
                .param("customer", customer.value())
                .param("now", at(clock.instant()))
                .update();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
