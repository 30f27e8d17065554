package io.siyu.foundation.transfer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files that came in, and how far they are. */
@Component
class ImportRows {

    private final JdbcClient jdbc;

    ImportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum State {
        CHECKING,
        CHECKED,
        APPLYING,
        APPLIED
    }

    record Import(
            long id,
            String target,
            String about,
            String fileName,
            long sheetId,
            @Nullable Long errorsId,
            long userId,
            State state,
            long accepted,
            long refused,
            long created,
            long changed) {}

    long insert(String target, String about, String fileName, byte[] sha256, long sheet, long user, Instant now) {
        return jdbc.sql("""
                insert into transfer_import (target, about, file_name, sha256, sheet_id, user_id, created_at)
                values (:target, :about, :name, :sha256, :sheet, :user, :now) returning id""")
                .param("target", target)
                .param("about", about)
                .param("name", fileName)
                .param("sha256", sha256)
                .param("sheet", sheet)
                .param("user", user)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<Import> find(long id) {
        return jdbc.sql("select * from transfer_import where id = :id")
                .param("id", id)
                .query((row, number) -> new Import(
                        row.getLong("id"),
                        row.getString("target"),
                        row.getString("about"),
                        row.getString("file_name"),
                        row.getLong("sheet_id"),
                        row.getObject("errors_id", Long.class),
                        row.getLong("user_id"),
                        State.valueOf(row.getString("state")),
                        row.getLong("accepted"),
                        row.getLong("refused"),
                        row.getLong("created"),
                        row.getLong("changed")))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the same file was taken over before */
    boolean begin(long id) {
        return jdbc.sql(
                                "update transfer_import set state = 'APPLYING', errors_id = null where id = :id and state = 'CHECKED'")
                        .param("id", id)
                        .update()
                == 1;
    }

    void forgetCounts(long id) {
        jdbc.sql("update transfer_import set created = 0, changed = 0 where id = :id")
                .param("id", id)
                .update();
    }

    /** So many more. */
    void count(long id, long created, long changed) {
        jdbc.sql("update transfer_import set created = created + :created, changed = changed + :changed where id = :id")
                .param("created", created)
                .param("changed", changed)
                .param("id", id)
                .update();
    }

    void end(long id, boolean dry, long accepted, long refused, long errors) {
        jdbc.sql("""
                update transfer_import set state = :state, accepted = :accepted, refused = :refused, errors_id = :errors
                where id = :id""")
                .param("state", dry ? "CHECKED" : "APPLIED")
                .param("accepted", accepted)
                .param("refused", refused)
                .param("errors", refused == 0 ? null : errors)
                .param("id", id)
                .update();
    }
}
