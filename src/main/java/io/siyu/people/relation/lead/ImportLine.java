package io.siyu.people.relation.lead;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file as it was written.
 *
 * @param own the columns that are the list's own, by their titles
 */
record ImportLine(
        String written,
        Optional<String> phone,
        String name,
        String source,
        String store,
        String guide,
        String remark,
        Map<String, String> own) {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TEXT = 500;

    /** Whose a lead is from its beginning: a store's, and maybe a guide's. */
    record Place(@Nullable StoreId store, @Nullable StaffId guide) {}

    static ImportLine of(Map<String, String> row) {
        String written = row.getOrDefault("phone", "").strip();
        Map<String, String> own = new LinkedHashMap<>();
        row.forEach((key, text) -> {
            if (key.startsWith(ImportTarget.OTHER)) {
                own.put(key.substring(ImportTarget.OTHER.length()), text.strip());
            }
        });
        return new ImportLine(
                written,
                PhoneNumber.of(written),
                row.getOrDefault("name", "").strip(),
                row.getOrDefault("source", "").strip(),
                row.getOrDefault("store", "").strip(),
                row.getOrDefault("guide", "").strip(),
                row.getOrDefault("remark", "").strip(),
                own);
    }

    String requirePhone() {
        if (written.isEmpty()) {
            throw DomainException.invalid("phone", "lead.import.phone_missing");
        }
        return phone.orElseThrow(() -> DomainException.invalid("phone", "lead.import.phone_invalid", written));
    }

    void requireShort() {
        if (name.length() > LONGEST_NAME || source.length() > LONGEST_NAME) {
            throw DomainException.invalid("name", "lead.import.name_long", LONGEST_NAME);
        }
        if (remark.length() > LONGEST_TEXT || own.values().stream().anyMatch(text -> text.length() > LONGEST_TEXT)) {
            throw DomainException.invalid("remark", "lead.import.text_long", LONGEST_TEXT);
        }
    }
}
