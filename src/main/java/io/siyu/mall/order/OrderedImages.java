package io.siyu.mall.order;

import io.siyu.foundation.file.FileMentions;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which uploaded pictures old orders still show: a line keeps the picture that the product had. */
@Component
class OrderedImages implements FileMentions {

    private final JdbcClient jdbc;

    OrderedImages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> mentioned(Collection<String> paths) {
        return jdbc.sql("select distinct image_url from order_line where image_url in (:paths)")
                .param("paths", paths)
                .query(String.class)
                .set();
    }
}
