package io.siyu.doors;

import io.siyu.testing.ConsoleClient;
import java.util.Map;

/** A batch of parcel cards, for the matrices to knock at. */
public final class CardThings {

    private CardThings() {}

    /** @return its id */
    public static String batch(ConsoleClient administrator, long code) {
        Map<String, ?> batch = Map.of(
                "kind",
                "PARCEL_CARD",
                "name",
                "包裹卡",
                "codeId",
                code,
                "cards",
                100,
                "marketplace",
                "TMALL",
                "headline",
                "扫码有礼",
                "asksOrder",
                false,
                "asksMember",
                true);
        return administrator
                .post("/api/admin/card-batches", batch)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }
}
