package io.siyu.people.tag;

import io.siyu.gateway.wecom.KnownTags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tags that WeChat Work was last known to have on friendships, none where it was never asked. What is on its way is looked at anyway. */
@Component
class ComparedTags implements KnownTags {

    private final JdbcClient jdbc;

    ComparedTags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(String externalUserId, Set<String> tagIds) {}

    @Override
    public Set<String> differing(String userId, Map<String, Set<String>> listed) {
        List<Known> settled = jdbc.sql("""
                select f.external_userid,
                       array(select t.wecom_id from tag_tag t where t.id = any(p.remote_tags) and t.wecom_id is not null) as tags
                from relation_follow f join staff_member m on m.id = f.staff_id
                left join tag_push p on p.customer_id = f.customer_id and p.staff_id = f.staff_id
                where m.wecom_user_id = :user and f.state = 'FOLLOWING' and f.external_userid = any(:customers::text[])
                  and (p.customer_id is null or p.pushed >= p.wanted and not p.unsure)""")
                .param("user", userId)
                .param("customers", listed.keySet().toArray(String[]::new))
                .query(ComparedTags::known)
                .list();
        return settled.stream()
                .filter(one -> !one.tagIds().equals(listed.get(one.externalUserId())))
                .map(Known::externalUserId)
                .collect(Collectors.toSet());
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(row.getString("external_userid"), new HashSet<>(List.of((String[])
                row.getArray("tags").getArray())));
    }
}
