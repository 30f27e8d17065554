package io.siyu.reach.channel.code;

import io.siyu.foundation.file.FileMentions;
import io.siyu.foundation.file.FileUse;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which uploaded pictures codes show in place of a guide. */
@Component
class CodePictures implements FileMentions {

    static final FileUse PICTURE = FileUse.picture("code-fallback");

    private final JdbcClient jdbc;

    CodePictures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> mentioned(Collection<String> paths) {
        return jdbc.sql("""
                select afterlife ->> 'pictureUrl' from channel_code where afterlife ->> 'pictureUrl' in (:paths)
                union select afterlife ->> 'pictureUrl' from channel_fallback where afterlife ->> 'pictureUrl' in (:paths)""").param("paths", paths).query(String.class).set();
    }
}
