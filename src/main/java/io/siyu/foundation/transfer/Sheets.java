package io.siyu.foundation.transfer;

import io.siyu.foundation.crypto.Vault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of files, in pieces: each is compressed, sealed and written with the batch that made it, so that any node can go on, and reading
 * them takes as much memory as one piece. Whoever keeps files elsewhere changes this class only.
 */
@Component
class Sheets {

    static final Duration KEPT = Duration.ofDays(7);

    private static final TypeReference<List<List<@Nullable Object>>> ROWS = new TypeReference<>() {};
    private static final TypeReference<List<Title>> TITLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;
    private final Clock clock;

    Sheets(JdbcClient jdbc, JsonMapper json, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.clock = clock;
    }

    /** A column with the title it has in the file. */
    record Title(String text, Column.Kind kind) {}

    record Sheet(
            long id,
            String name,
            List<Title> titles,
            String permission,
            @Nullable Long userId,
            long rows) {}

    /** @param name of the file, without its ending */
    long open(String name, List<Title> titles, String permission, @Nullable Long userId) {
        return jdbc.sql("""
                insert into transfer_sheet (name, columns, permission, user_id, created_at, kept_until)
                values (:name, :columns::jsonb, :permission, :user, :now, :until) returning id""")
                .param("name", name)
                .param("columns", json.writeValueAsString(titles))
                .param("permission", permission)
                .param("user", userId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("until", clock.instant().plus(KEPT).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<Sheet> find(long id) {
        return jdbc.sql("select id, name, columns::text, permission, user_id, rows from transfer_sheet where id = :id")
                .param("id", id)
                .query((row, number) -> new Sheet(
                        row.getLong("id"),
                        row.getString("name"),
                        json.readValue(row.getString("columns"), TITLES),
                        row.getString("permission"),
                        row.getObject("user_id", Long.class),
                        row.getLong("rows")))
                .optional();
    }

    /** @param number of the piece, from 0 without gaps */
    void append(long sheet, int number, List<List<@Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("insert into transfer_piece (sheet_id, number, content) values (:sheet, :number, :content)")
                .param("sheet", sheet)
                .param("number", number)
                .param("content", vault.seal(Base64.getEncoder().encodeToString(compressed(rows))))
                .update();
        jdbc.sql("update transfer_sheet set rows = rows + :more where id = :sheet")
                .param("more", rows.size())
                .param("sheet", sheet)
                .update();
    }

    /** The rows of a piece; empty behind the last one. */
    List<List<@Nullable Object>> piece(long sheet, int number) {
        return jdbc.sql("select content from transfer_piece where sheet_id = :sheet and number = :number")
                .param("sheet", sheet)
                .param("number", number)
                .query(byte[].class)
                .optional()
                .map(content -> rows(Base64.getDecoder().decode(vault.open(content))))
                .orElse(List.of());
    }

    /** Forgets what nobody needs any more. */
    int trim() {
        return jdbc.sql("delete from transfer_sheet where kept_until < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private byte[] compressed(List<List<@Nullable Object>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            json.writeValue(gzip, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private List<List<@Nullable Object>> rows(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return json.readValue(gzip, ROWS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
