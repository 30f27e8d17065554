package io.siyu.reach.channel;

import org.jspecify.annotations.Nullable;

/**
 * Cards as an operator describes them.
 *
 * @param codeId the live code whose guides take in whoever scans one
 * @param cards how many; each has a code of its own
 * @param marketplace where the parcels are sold, or whose customers get the letters
 * @param headline above the steps
 * @param asksOrder the gift waits for the order number, unless the warehouse told it
 * @param asksMember the gift waits for a phone that the person verified
 * @param memberUrl where one becomes a member; absent: only said in words
 * @param couponTemplateId the gift; absent where there is none or higher floors give it
 * @param giftText what else is given, or how to get it
 */
public record CardDraft(
        Kind kind,
        String name,
        long codeId,
        int cards,
        Marketplace marketplace,
        String headline,
        boolean asksOrder,
        boolean asksMember,
        @Nullable String memberUrl,
        @Nullable Long couponTemplateId,
        @Nullable String giftText) {

    /** Where a card lies. */
    public enum Kind {
        /** 包裹卡. */
        PARCEL_CARD,
        /** 直邮单. */
        DIRECT_MAIL
    }

    /** Whose order numbers these are. */
    public enum Marketplace {
        TMALL,
        TAOBAO,
        JD,
        PDD,
        DOUYIN,
        KUAISHOU,
        YOUZAN,
        OWN,
        OTHER
    }
}
