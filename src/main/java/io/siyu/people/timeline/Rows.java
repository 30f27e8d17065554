package io.siyu.people.timeline;

import io.siyu.shared.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code timeline_activity} as records. */
final class Rows {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private Rows() {}

    static RecordedActivity recorded(ResultSet row, int number) throws SQLException {
        return new RecordedActivity(
                row.getLong("id"),
                new CustomerId(row.getLong("customer_id")),
                row.getString("type"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getLong("amount_fen"),
                JSON.readValue(row.getString("attributes"), ATTRIBUTES),
                row.getString("source"),
                row.getString("source_key"));
    }

    static String json(Map<String, String> attributes) {
        return JSON.writeValueAsString(attributes);
    }
}
