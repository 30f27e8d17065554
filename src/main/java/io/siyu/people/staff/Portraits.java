package io.siyu.people.staff;

import io.siyu.foundation.file.FileMentions;
import io.siyu.foundation.file.FileUse;
import io.siyu.shared.StaffId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pictures of employees that customers see: WeChat Work does not give theirs away. */
@Component
public class Portraits implements FileMentions {

    static final FileUse PICTURE = FileUse.picture("staff-portrait");

    private final JdbcClient jdbc;

    Portraits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Portrait(long id, String portrait) {}

    /** The stored pictures, {@code /files/…}, of those who have one. */
    public Map<StaffId, String> of(Collection<StaffId> staff) {
        return jdbc
                .sql("select id, portrait from staff_member where id = any(:ids) and portrait is not null")
                .param("ids", staff.stream().mapToLong(StaffId::value).toArray())
                .query(Portrait.class)
                .list()
                .stream()
                .collect(Collectors.toMap(one -> new StaffId(one.id()), Portrait::portrait));
    }

    void put(StaffId staff, @Nullable String path) {
        jdbc.sql("update staff_member set portrait = :path where id = :id")
                .param("path", path)
                .param("id", staff.value())
                .update();
    }

    @Override
    public Set<String> mentioned(Collection<String> paths) {
        return jdbc.sql("select portrait from staff_member where portrait in (:paths)")
                .param("paths", paths)
                .query(String.class)
                .set();
    }

    @Override
    public Set<String> sweptUses() {
        return Set.of(PICTURE.name());
    }
}
