package io.siyu.reach.channel.template;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.shared.StoreId;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes a template whose codes come by themselves, one for each of some stores: for a seeded brand. */
@Component
public class StoreTemplates {

    private final Templates templates;

    StoreTemplates(Templates templates) {
        this.templates = templates;
    }

    /** @param code its name is a pattern: {@code {门店}} */
    public long forStores(String name, CodeDraft code, Collection<StoreId> stores) {
        var ids = stores.stream().map(StoreId::value).collect(Collectors.toSet());
        return templates
                .create(
                        new TemplateRows.Draft(name, CodeTemplate.Target.STORE, true, ids, code),
                        Locale.SIMPLIFIED_CHINESE)
                .id();
    }
}
