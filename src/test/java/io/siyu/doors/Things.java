package io.siyu.doors;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which thing an id in a path is, and to whom it belongs. The only table to write in when an endpoint with a new kind of id comes;
 * without its line the matrix fails.
 */
final class Things {

    /** Whose a thing is. */
    enum Reach {
        /** Of a customer: outside the scope it is not there. */
        SCOPED,
        /** Of whoever made it: for somebody else it is not there. */
        OWN,
        /** Of the brand: who has the right sees it wherever he stands; what it tells of customers is scoped. */
        BRAND
    }

    record Thing(String kind, Reach reach) {}

    private static final Map<String, Thing> TABLE = new HashMap<>();

    static {
        of(Reach.SCOPED, "customer", "/api/admin/customers/{id}");
        of(Reach.SCOPED, "customer", "/api/admin/customers/{customerId}");
        of(Reach.SCOPED, "customer", "/api/admin/segments/{id}/why/{customerId}");
        of(Reach.SCOPED, "chat", "/api/admin/groups/{id}");
        of(Reach.SCOPED, "order", "/api/admin/orders/{id}");
        of(Reach.SCOPED, "channel-cost", "/api/admin/channel-costs/{id}");
        of(Reach.OWN, "job", "/api/admin/jobs/{id}");
        of(Reach.OWN, "import", "/api/admin/imports/{id}");
        of(Reach.OWN, "sheet", "/api/admin/transfers/{id}");
        of(Reach.OWN, "device", "/api/admin/session/devices/{id}");
        of(Reach.OWN, "view", "/api/admin/session/views/{id}");
        of(Reach.BRAND, "alert", "/api/admin/alerts/settings/{kind}");
        of(Reach.BRAND, "callback", "/api/admin/callbacks/{id}");
        of(Reach.BRAND, "code", "/api/admin/codes/{id}");
        of(Reach.BRAND, "template", "/api/admin/coupon-templates/{id}");
        of(Reach.BRAND, "handover", "/api/admin/handovers/{id}");
        of(Reach.BRAND, "staff", "/api/admin/handovers/givers/{staffId}");
        of(Reach.BRAND, "verify-file", "/api/admin/wecom/golive/files/{name}");
        of(Reach.BRAND, "check", "/api/admin/wecom/golive/checks/{name}");
        of(Reach.BRAND, "reconciliation", "/api/admin/wecom/reconciliations/{id}");
        of(Reach.BRAND, "staff", "/api/admin/reception/{staffId}");
        of(Reach.SCOPED, "lead", "/api/admin/leads/{id}");
        of(Reach.BRAND, "lead-batch", "/api/admin/lead-batches/{id}");
        of(Reach.BRAND, "poster", "/api/admin/posters/{id}");
        of(Reach.BRAND, "code", "/api/admin/posters/{id}/codes/{codeId}");
        of(Reach.BRAND, "poster-run", "/api/admin/poster-runs/{id}");
        of(Reach.BRAND, "code-template", "/api/admin/code-templates/{id}");
        of(Reach.BRAND, "short-link", "/api/admin/short-links/{id}");
        of(Reach.BRAND, "card-batch", "/api/admin/card-batches/{id}");
        of(Reach.BRAND, "card", "/api/admin/card-batches/{id}/cards/{serial}");
        of(Reach.BRAND, "live-session", "/api/admin/live-sessions/{id}");
        of(Reach.BRAND, "growth-domain", "/api/admin/growth-domains/{id}");
        of(Reach.BRAND, "code", "/api/admin/codes/{codeId}");
        of(Reach.BRAND, "group-code", "/api/admin/group-codes/{id}");
        of(Reach.BRAND, "store-code", "/api/admin/store-codes/{id}");
        of(Reach.BRAND, "welcome-file", "/api/admin/welcome-media/{id}");
        of(Reach.BRAND, "platform", "/api/admin/platforms/{name}");
        of(Reach.BRAND, "product", "/api/admin/products/{id}");
        of(Reach.BRAND, "role", "/api/admin/roles/{id}");
        of(Reach.BRAND, "segment", "/api/admin/segments/{id}");
        of(Reach.BRAND, "sku", "/api/admin/skus/{id}");
        of(Reach.BRAND, "plan", "/api/admin/sops/{id}");
        of(Reach.BRAND, "staff", "/api/admin/staff/{id}");
        of(Reach.BRAND, "store", "/api/admin/stores/{id}");
        of(Reach.BRAND, "group", "/api/admin/tag-groups/{id}");
        of(Reach.BRAND, "tag", "/api/admin/tags/{id}");
        of(Reach.BRAND, "user", "/api/admin/users/{id}");
        of(Reach.OWN, "number", "/api/mall/orders/{number}");
        of(Reach.BRAND, "template", "/api/mall/coupon-templates/{id}");
        of(Reach.BRAND, "product", "/api/mall/products/{id}");
    }

    /** Fields and parameters that name a customer's thing wherever they stand. */
    static final Set<String> SCOPED_FIELDS = Set.of("customerId", "customerIds");

    /** Fields and parameters that name a thing, by their name. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("customerId", "customer"),
            Map.entry("customerIds", "customer"),
            Map.entry("staffId", "staff"),
            Map.entry("fromStaffId", "staff"),
            Map.entry("staff", "staff"),
            Map.entry("ownerStaffId", "staff"),
            Map.entry("storeId", "store"),
            Map.entry("ownerStoreId", "store"),
            Map.entry("leads", "lead"),
            Map.entry("batchId", "lead-batch"),
            Map.entry("roleId", "role"),
            Map.entry("userId", "user"),
            Map.entry("tagIds", "tag"),
            Map.entry("add", "tag"),
            Map.entry("productIds", "product"),
            Map.entry("skuId", "sku"),
            Map.entry("couponId", "coupon"));

    private Things() {}

    private static void of(Reach reach, String kind, String path) {
        TABLE.put(path, new Thing(kind, reach));
    }

    /** What the variable of that name is in that path. */
    static @Nullable Thing at(String path, String variable) {
        int end = path.indexOf("{" + variable + "}") + variable.length() + 2;
        return TABLE.get(path.substring(0, end));
    }

    /** What a field or parameter of that name is, if it names a thing. */
    static @Nullable String named(String field) {
        return FIELDS.get(field);
    }
}
