package io.siyu.mall.catalog;

import io.siyu.foundation.file.FileMentions;
import io.siyu.foundation.file.FileUse;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which uploaded pictures products show. */
@Component
class ProductImages implements FileMentions {

    static final FileUse PICTURE = FileUse.picture("product-image");

    private final JdbcClient jdbc;

    ProductImages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> mentioned(Collection<String> paths) {
        return jdbc.sql("select image_url from catalog_product where image_url in (:paths)")
                .param("paths", paths)
                .query(String.class)
                .set();
    }

    @Override
    public Set<String> sweptUses() {
        return Set.of(PICTURE.name());
    }
}
