package io.siyu.people.relation.lead;

import io.siyu.foundation.crypto.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a list tells of a person beside the number: sealed as the number is, the name found again whole. */
@Component
class LeadWords {

    static final String NAME_INDEX = "lead-name";

    /** What {@link #of(ResultSet)} reads. */
    static final String COLUMNS = "l.name_sealed, l.words_sealed, l.name, l.remark, l.own";

    private static final TypeReference<LinkedHashMap<String, String>> OWN = new TypeReference<>() {};

    private final Vault vault;
    private final JsonMapper json;
    private final JdbcClient jdbc;

    LeadWords(Vault vault, JsonMapper json, JdbcClient jdbc) {
        this.vault = vault;
        this.json = json;
        this.jdbc = jdbc;
    }

    /** @param own the list's own columns, by their titles */
    record Words(String name, String remark, Map<String, String> own) {

        static final Words NONE = new Words("", "", Map.of());

        /** For whoever may not read them: how a name begins, and that there is something. */
        Words masked() {
            Map<String, String> hidden = new LinkedHashMap<>();
            own.forEach((title, text) -> hidden.put(title, text.isEmpty() ? "" : "***"));
            return new Words(
                    name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + "**",
                    remark.isEmpty() ? "" : "***",
                    hidden);
        }
    }

    /**
     * As it lies in the database.
     *
     * @param name absent where there is none
     */
    record Sealed(byte @Nullable [] name, @Nullable String nameKey, byte[] words) {}

    private record Rest(String remark, Map<String, String> own) {}

    Sealed seal(Words words) {
        byte[] rest = vault.seal(json.writeValueAsString(new Rest(words.remark(), words.own())));
        return words.name().isEmpty()
                ? new Sealed(null, null, rest)
                : new Sealed(vault.seal(words.name()), keysOf(words.name()).getFirst(), rest);
    }

    /** Of a row with {@link #COLUMNS}; of one from before they were sealed, and not yet come to, as it was written. */
    Words of(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("words_sealed");
        if (sealed == null) {
            String own = row.getString("own");
            return new Words(
                    Objects.requireNonNullElse(row.getString("name"), ""),
                    Objects.requireNonNullElse(row.getString("remark"), ""),
                    own == null ? Map.of() : json.readValue(own, OWN));
        }
        byte[] name = row.getBytes("name_sealed");
        Rest rest = json.readValue(vault.open(sealed), Rest.class);
        return new Words(name == null ? "" : vault.open(name), rest.remark(), rest.own());
    }

    Words of(long lead) {
        Optional<Words> found = jdbc.sql("select " + COLUMNS + " from relation_lead l where l.id = :lead")
                .param("lead", lead)
                .query((row, number) -> of(row))
                .optional();
        return found.orElse(Words.NONE);
    }

    List<String> keysOf(String name) {
        return vault.blindIndexes(NAME_INDEX, name).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }
}
