package io.siyu.foundation.file;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets uploads that never became part of anything, or no longer are; the file goes with the next sweep of files without a row. */
@Component
class UnmentionedFiles {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final ObjectProvider<FileMentions> modules;

    UnmentionedFiles(JdbcClient jdbc, ObjectProvider<FileMentions> modules) {
        this.jdbc = jdbc;
        this.modules = modules;
    }

    private record Upload(long id, String path) {}

    /**
     * @param before younger ones may be on a form that somebody still fills in
     * @return how many were forgotten
     */
    int forget(Instant before) {
        Set<String> uses =
                modules.stream().flatMap(module -> module.sweptUses().stream()).collect(Collectors.toSet());
        if (uses.isEmpty()) {
            return 0;
        }
        int forgotten = 0;
        List<Upload> uploads = after(0, uses, before);
        while (!uploads.isEmpty()) {
            forgotten += forgetUnmentioned(uploads);
            uploads = after(uploads.getLast().id(), uses, before);
        }
        return forgotten;
    }

    private List<Upload> after(long id, Set<String> uses, Instant before) {
        return jdbc.sql("""
                select id, token from file_file where id > :id and purpose in (:uses) and created_at < :before
                order by id limit :size""")
                .param("id", id)
                .param("uses", uses)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("size", AT_ONCE)
                .query((row, number) -> new Upload(row.getLong("id"), FileStore.pathTo(row.getString("token"))))
                .list();
    }

    private int forgetUnmentioned(List<Upload> uploads) {
        Set<String> left = uploads.stream().map(Upload::path).collect(Collectors.toCollection(HashSet::new));
        modules.forEach(module -> {
            if (!left.isEmpty()) {
                left.removeAll(module.mentioned(Set.copyOf(left)));
            }
        });
        List<Long> ids = uploads.stream()
                .filter(upload -> left.contains(upload.path()))
                .map(Upload::id)
                .toList();
        return ids.isEmpty()
                ? 0
                : jdbc.sql("delete from file_file where id in (:ids)")
                        .param("ids", ids)
                        .update();
    }
}
