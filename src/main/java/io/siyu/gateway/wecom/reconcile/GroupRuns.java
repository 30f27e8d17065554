package io.siyu.gateway.wecom.reconcile;

import io.siyu.gateway.wecom.reconcile.Runs.Claimed;
import io.siyu.gateway.wecom.reconcile.Runs.GroupStage;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far a reconciliation is with the groups. */
@Component
class GroupRuns {

    private final JdbcClient jdbc;

    GroupRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void stand(Claimed run, GroupStage stage, @Nullable String page) {
        jdbc.sql("update wecom_reconciliation set group_stage = :stage, group_page = :page where id = :id")
                .param("stage", stage.name())
                .param("page", page)
                .param("id", run.id())
                .update();
    }

    /** The platform does not let us see groups at all. */
    void impossible(Claimed run, String problem) {
        stand(run, GroupStage.COMPARING, null);
        problem(run, problem);
    }

    /** It did not let us see some; the first reason is told. */
    void problem(Claimed run, String problem) {
        jdbc.sql("update wecom_reconciliation set group_problem = coalesce(group_problem, :problem) where id = :id")
                .param("problem", problem)
                .param("id", run.id())
                .update();
    }

    void listed(Claimed run, Collection<String> chatIds) {
        jdbc.sql("""
                insert into wecom_reconciliation_group (reconciliation_id, chat_id)
                select :id, chat from unnest(:chats::text[]) as chats (chat) on conflict do nothing""")
                .param("id", run.id())
                .param("chats", chatIds.toArray(String[]::new))
                .update();
    }

    /** The next of the guides, who are all that can own groups. */
    List<String> owners(Claimed run, int most) {
        return jdbc.sql("""
                select user_id from wecom_reconciliation_guide where reconciliation_id = :id and user_id > coalesce(:after, '')
                order by user_id limit :most""")
                .param("id", run.id())
                .param("after", run.groupPage())
                .param("most", most)
                .query(String.class)
                .list();
    }

    List<String> next(Claimed run, int most) {
        return jdbc.sql("""
                select chat_id from wecom_reconciliation_group where reconciliation_id = :id and not compared
                order by chat_id limit :most""")
                .param("id", run.id())
                .param("most", most)
                .query(String.class)
                .list();
    }

    void compared(Claimed run, List<String> chatIds) {
        jdbc.sql("""
                update wecom_reconciliation_group set compared = true
                where reconciliation_id = :id and chat_id = any(:chats)""")
                .param("id", run.id())
                .param("chats", chatIds.toArray(String[]::new))
                .update();
    }
}
