package io.siyu.reach.channel;

import io.siyu.people.staff.StaffSetup;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.SandboxPhones;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Live codes with guides whose contact ways are ready, without asking any platform. */
public final class LiveCodeFixtures {

    private final StaffSetup staff;
    private final SandboxPhones phones;
    private final Codes codes;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public LiveCodeFixtures(ApplicationContext context) {
        this.staff = context.getBean(StaffSetup.class);
        this.phones = new SandboxPhones(context);
        this.codes = context.getBean(Codes.class);
        this.jdbc = context.getBean(JdbcClient.class);
        this.transaction = context.getBean(TransactionTemplate.class);
    }

    /** Members of the corporation too: the directory is read again every hour, and who is not in it has left. */
    public List<StaffId> guides(int count) {
        StoreId store = staff.createStore(RandomCode.letters(8), "人民路店", "华东");
        return IntStream.range(0, count)
                .mapToObj(i -> staff.createStaff(phones.member("导购" + i), "导购" + i, store))
                .toList();
    }

    /** Made and ready in one transaction: whoever makes contact ways never sees that something is wanted. */
    public Codes.Created code(List<StaffId> guides, @Nullable Integer cap, Set<Long> tags) {
        CodeDraft draft = new CodeDraft(
                "门店立牌",
                guides.stream().map(guide -> new PoolMember(guide, 1, false)).toList(),
                cap,
                tags,
                "{客户昵称}你好，我是{导购姓名}",
                WelcomePlan.NONE,
                true,
                null);
        return made(draft);
    }

    /** A code of one guide that stands for these campaigns. */
    public static CodeDraft draft(StaffId guide, String... campaigns) {
        return new CodeDraft(
                "门店立牌",
                List.of(new PoolMember(guide, 1, false)),
                null,
                Set.of(),
                "",
                WelcomePlan.NONE,
                true,
                null,
                AllocationRules.PLAIN,
                Afterlife.NONE,
                Set.of(campaigns));
    }

    /** The same of any draft. */
    public Codes.Created made(CodeDraft draft) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Codes.Created code = codes.create(draft);
            jdbc.sql("""
                    update channel_state
                    set status = 'READY', config_id = 'cfg-' || id, qr_url = 'http://127.0.0.1/qr/' || id
                    where code_id = :code""").param("code", code.id()).update();
            return code;
        }));
    }

    /** The platform has made all ways of a code: also those by which an add names its scan. */
    public boolean allWaysMade(Codes.Created code) {
        return jdbc.sql("""
                select not exists (select from channel_state where code_id = :code and status in ('INTENT', 'CALLING'))""").param("code", code.id()).query(Boolean.class).single();
    }

    /** The state that this visitor's last scan was lent. */
    public String stateOf(String visitor) {
        return jdbc.sql("""
                select s.state from channel_scan c join channel_state s on s.id = c.state_id
                where c.visitor = :visitor order by c.id desc limit 1""").param("visitor", visitor).query(String.class).single();
    }

    public long scanOf(String visitor) {
        return jdbc.sql("select max(id) from channel_scan where visitor = :visitor")
                .param("visitor", visitor)
                .query(Long.class)
                .single();
    }

    public String userIdOf(StaffId guide) {
        return jdbc.sql("select wecom_user_id from staff_member where id = :id")
                .param("id", guide.value())
                .query(String.class)
                .single();
    }

    public static String visitor() {
        return RandomCode.letters(26);
    }
}
