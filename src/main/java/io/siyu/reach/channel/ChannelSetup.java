package io.siyu.reach.channel;

import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.groupcode.GroupCode;
import io.siyu.reach.channel.groupcode.GroupCodeDraft;
import io.siyu.reach.channel.groupcode.GroupCodes;
import io.siyu.reach.channel.nearest.StoreCodeDraft;
import io.siyu.reach.channel.nearest.StoreCodes;
import io.siyu.reach.channel.poster.PosterSamples;
import io.siyu.reach.channel.shortlink.ShortLinks;
import io.siyu.reach.channel.template.StoreTemplates;
import io.siyu.shared.StoreId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Opens the rarer ways in with one call each: for a seeded brand. */
@Component
public class ChannelSetup {

    private final GroupCodes groups;
    private final StoreCodes stores;
    private final ShortLinks links;
    private final CodeRows codes;
    private final StoreTemplates templates;
    private final PosterSamples posters;

    ChannelSetup(
            GroupCodes groups,
            StoreCodes stores,
            ShortLinks links,
            CodeRows codes,
            StoreTemplates templates,
            PosterSamples posters) {
        this.groups = groups;
        this.stores = stores;
        this.links = links;
        this.codes = codes;
        this.templates = templates;
        this.posters = posters;
    }

    /**
     * A group code.
     *
     * @param chatIds groups that are known already, in the order in which they are filled
     * @param cap how many may be in each
     */
    public long groupCode(String name, List<String> chatIds, int cap) {
        List<GroupCodeDraft.Wanted> places = chatIds.stream()
                .map(chat -> new GroupCodeDraft.Wanted(null, chat, null, null, cap))
                .toList();
        return groups.create(new GroupCodeDraft(name, GroupCode.Kind.GROUPS, places, null, null, null))
                .id();
    }

    /** A store code that leads to each store's live code. */
    public long storeCode(String name, Map<StoreId, Long> liveCodes) {
        List<StoreCodeDraft.Choice> choices = liveCodes.entrySet().stream()
                .map(one -> new StoreCodeDraft.Choice(one.getKey().value(), one.getValue()))
                .toList();
        return stores.create(new StoreCodeDraft(name, null, null, null, null, choices))
                .id();
    }

    /**
     * A template with a code for each of these stores, made in the background.
     *
     * @param codes how they are called: {@code {门店} · 台卡}
     */
    public long storeTemplate(String name, String codes, Collection<StoreId> stores) {
        CodeDraft draft = new CodeDraft(codes, List.of(), null, Set.of(), "", WelcomePlan.NONE, true, null);
        return templates.forStores(name, draft, stores);
    }

    /** A poster for counters. */
    public long poster(String name, String offer) {
        return posters.stand(name, offer);
    }

    /** A short link to a live code. */
    public long shortLink(String name, long liveCode) {
        return links.create(name, "/c/" + codes.require(liveCode).code(), null);
    }
}
