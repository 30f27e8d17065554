package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The corporation's directory: departments and the people in them. */
@Component
@InSandbox
public class Members {

    /** A department; the root is 1 with parent 0. */
    public record Department(long id, String name, long parentId, long order) {}

    private static final String SELECT = """
            select m.*, array(select d.department_id from sandbox_member_department d
                              where d.userid = m.userid order by d.department_id) as departments
            from sandbox_member m""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Members(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Everybody who ever was here, those who left last. */
    public List<Member> all() {
        return jdbc.sql(SELECT + " order by m.status = 5, m.created_at, m.userid")
                .query(Members::member)
                .list();
    }

    /** Those who have not left. */
    public List<Member> present() {
        return all().stream().filter(m -> m.status() != Member.LEFT).toList();
    }

    public Optional<Member> find(String userid) {
        return jdbc.sql(SELECT + " where m.userid = :userid")
                .param("userid", userid)
                .query(Members::member)
                .optional();
    }

    /** By userid without regard to case, as the platform compares; not if they left. */
    public Optional<Member> findPresent(String userid) {
        return jdbc.sql(SELECT + " where lower(m.userid) = lower(:userid) and m.status <> 5")
                .param("userid", userid)
                .query(Members::member)
                .optional();
    }

    /** Those of them whom the app may see. */
    public List<Member> visible() {
        return present().stream().filter(Member::visible).toList();
    }

    /** The people of these departments and of all below them. */
    public List<Member> under(Collection<Long> departmentIds) {
        List<Long> within = departments().stream()
                .map(Department::id)
                .filter(id -> departmentIds.stream().anyMatch(top -> path(id).contains(top)))
                .toList();
        return present().stream()
                .filter(m -> m.departments().stream().anyMatch(within::contains))
                .toList();
    }

    public List<Member> in(long departmentId) {
        return present().stream()
                .filter(m -> m.departments().contains(departmentId))
                .toList();
    }

    public List<Department> departments() {
        return jdbc.sql("select * from sandbox_department order by sort_order desc, id")
                .query((row, n) -> new Department(
                        row.getLong("id"), row.getString("name"), row.getLong("parent_id"), row.getLong("sort_order")))
                .list();
    }

    /** This department and those below it; empty if there is no such department. */
    public List<Department> branch(long id) {
        return departments().stream().filter(d -> path(d.id()).contains(id)).toList();
    }

    public void putDepartment(Department department) {
        jdbc.sql("""
                        insert into sandbox_department (id, name, parent_id, sort_order)
                        values (:id, :name, :parent, :order)
                        on conflict (id) do update set name = :name, parent_id = :parent, sort_order = :order""")
                .param("id", department.id())
                .param("name", department.name())
                .param("parent", department.parentId())
                .param("order", department.order())
                .update();
    }

    /** Adds or replaces a member; true if there was none of this userid. */
    @Transactional
    public boolean put(Member member) {
        boolean added = jdbc.sql("""
                        insert into sandbox_member (userid, name, position, mobile, status, contacts, verified, visible,
                            created_at, left_at)
                        values (:userid, :name, :position, :mobile, :status, :contacts, :verified, :visible, :now,
                            case when :status = 5 then :now::timestamptz end)
                        on conflict (userid) do update set name = :name, position = :position, mobile = :mobile,
                            status = :status, contacts = :contacts, verified = :verified, visible = :visible,
                            left_at = case when :status = 5 then coalesce(sandbox_member.left_at, :now) end
                        returning xmax = 0""")
                .param("userid", member.userid())
                .param("name", member.name())
                .param("position", member.position())
                .param("mobile", member.mobile())
                .param("status", member.status())
                .param("contacts", member.contacts())
                .param("verified", member.verified())
                .param("visible", member.visible())
                .param("now", Times.sql(clock.instant()))
                .query(Boolean.class)
                .single();
        jdbc.sql("delete from sandbox_member_department where userid = :userid")
                .param("userid", member.userid())
                .update();
        for (long department : member.departments()) {
            jdbc.sql("insert into sandbox_member_department (userid, department_id) values (:userid, :department)")
                    .param("userid", member.userid())
                    .param("department", department)
                    .update();
        }
        return added;
    }

    private List<Long> path(long id) {
        return jdbc.sql("""
                        with recursive up as (
                            select id, parent_id from sandbox_department where id = :id
                            union select d.id, d.parent_id from sandbox_department d join up on d.id = up.parent_id)
                        select id from up""").param("id", id).query(Long.class).list();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        Long[] departments = (Long[]) row.getArray("departments").getArray();
        @Nullable String mobile = row.getString("mobile");
        return new Member(
                row.getString("userid"),
                row.getString("name"),
                row.getString("position"),
                mobile,
                row.getInt("status"),
                row.getBoolean("contacts"),
                row.getBoolean("verified"),
                row.getBoolean("visible"),
                Arrays.asList(departments));
    }
}
