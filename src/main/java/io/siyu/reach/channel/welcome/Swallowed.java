package io.siyu.reach.channel.welcome;

import io.siyu.foundation.alert.Alert;
import io.siyu.foundation.alert.AlertSource;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.shared.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Guides for whom WeChat Work's own console seems to greet: it uses the welcome code up, or no code comes at all. Known from the outcome
 * only; the platform has no call that tells.
 */
@Component
class Swallowed implements AlertSource {

    static final String NO_CODE = "企业微信没有给欢迎码：管理后台可能为这位员工设了欢迎语，它会替代这里的欢迎语；也可能添加前已经聊过天";

    static final String USED = "欢迎码已被使用：企业微信管理后台可能为这位员工设了欢迎语，或已经开始聊天";

    /** Who has had no new friend for so long may have been set right meanwhile. */
    private static final Duration REMEMBERED = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final StaffDirectory staff;
    private final Clock clock;

    Swallowed(JdbcClient jdbc, StaffDirectory staff, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.clock = clock;
    }

    void again(StaffId guide, Instant at) {
        jdbc.sql("""
                insert into channel_welcome_swallowed as known (staff_id, times, since, last_at) values (:staff, 1, :at, :at)
                on conflict (staff_id) do update set times = known.times + 1, last_at = greatest(known.last_at, :at)""")
                .param("staff", guide.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One of the guide's welcomes arrived: nobody swallows them. */
    void over(StaffId guide) {
        jdbc.sql("delete from channel_welcome_swallowed where staff_id = :staff")
                .param("staff", guide.value())
                .update();
    }

    @Override
    public String kind() {
        return "channel.welcome_swallowed";
    }

    private record Row(long staffId, int times) {}

    @Override
    public List<Alert> standing() {
        return jdbc
                .sql(
                        "select staff_id, times from channel_welcome_swallowed where last_at > :since order by staff_id limit 50")
                .param("since", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Row(row.getLong("staff_id"), row.getInt("times")))
                .list()
                .stream()
                .map(row -> Alert.fault(
                        kind(),
                        Long.toString(row.staffId()),
                        "/touches?kind=WELCOME&state=SKIPPED",
                        staff.find(new StaffId(row.staffId()))
                                .map(StaffMember::name)
                                .orElse("?"),
                        row.times()))
                .toList();
    }
}
