package io.siyu.reach.channel.code;

import io.siyu.shared.BrandZone;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * For which campaigns a code has stood, day by day, so that what is counted keeps its place when the code is put to another use: a word
 * counts for the whole day on which it was put on, and not for the day on which it was taken off.
 */
@Component
public class Campaigns {

    private static final int MOST = 10;
    private static final int LONGEST = 30;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final BrandZone zone;

    Campaigns(JdbcClient jdbc, Clock clock, BrandZone zone) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.zone = zone;
    }

    /** @throws DomainException {@code channel.campaigns_invalid} */
    public void check(Set<String> campaigns) {
        boolean wrong = campaigns.stream()
                .anyMatch(campaign -> campaign.isBlank() || campaign.length() > LONGEST || campaign.contains(","));
        if (wrong || campaigns.size() > MOST) {
            throw DomainException.invalid("campaigns", "channel.campaigns_invalid", MOST, LONGEST);
        }
    }

    private record Stood(long code, String campaign) {}

    /** @param campaigns by codes that have just been made */
    public void begin(Map<Long, Set<String>> campaigns) {
        List<Stood> stood = campaigns.entrySet().stream()
                .flatMap(code -> code.getValue().stream().sorted().map(word -> new Stood(code.getKey(), word)))
                .toList();
        if (!stood.isEmpty()) {
            jdbc.sql("""
                    insert into channel_code_campaign (code_id, campaign, since)
                    select code, campaign, :today from unnest(:codes::bigint[], :campaigns::text[]) c (code, campaign)""")
                    .param("codes", stood.stream().mapToLong(Stood::code).toArray())
                    .param("campaigns", stood.stream().map(Stood::campaign).toArray(String[]::new))
                    .param("today", zone.dateOf(clock.instant()))
                    .update();
        }
    }

    /** Whoever calls holds the code's row. */
    public void change(long codeId, Set<String> campaigns) {
        jdbc.sql("""
                with ended as (
                    update channel_code_campaign set until = :today
                    where code_id = :code and until = 'infinity' and campaign <> all(:campaigns::text[]))
                insert into channel_code_campaign (code_id, campaign, since)
                select :code, campaign, :today from unnest(:campaigns::text[]) campaign
                where not exists (select from channel_code_campaign c
                    where c.code_id = :code and c.campaign = campaign.campaign and c.until = 'infinity')
                on conflict (code_id, campaign, since) do update set until = 'infinity'""")
                .param("code", codeId)
                .param("campaigns", campaigns.stream().sorted().toArray(String[]::new))
                .param("today", zone.dateOf(clock.instant()))
                .update();
    }
}
