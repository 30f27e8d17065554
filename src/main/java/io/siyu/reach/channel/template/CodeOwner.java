package io.siyu.reach.channel.template;

import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store or the guide that a code is for, as they are now.
 *
 * @param store the store, or the guide's
 * @param guide absent for a store's code
 * @param colleagues who works in the store now
 */
public record CodeOwner(@Nullable Store store, @Nullable StaffMember guide, List<StaffId> colleagues) {

    /** Of a code that is nobody's in particular. */
    public static final CodeOwner NOBODY = new CodeOwner(null, null, List.of());

    /** Somebody to show how things will look. */
    public static final CodeOwner EXAMPLE = new CodeOwner(
            new Store(new StoreId(1), "SH001", "上海武康路店", "华东"),
            new StaffMember(new StaffId(1), "", "周立春", new StoreId(1), true, true, false),
            List.of());

    public CodeOwner {
        colleagues = List.copyOf(colleagues);
    }

    /** The number of the guide, or else of the store. */
    long number() {
        if (guide != null) {
            return guide.id().value();
        }
        return store == null ? 0 : store.id().value();
    }

    /** Where the guide works, or the store itself. */
    @Nullable
    StoreId storeId() {
        return store == null ? null : store.id();
    }

    /** Not a guide who has left. */
    public boolean present() {
        return guide == null || guide.active();
    }

    /** Who receives visitors: the store's guides; the one guide; or, when that one has left, who is still in the store. */
    List<StaffId> receivers() {
        return guide != null && guide.active() ? List.of(guide.id()) : colleagues;
    }

    /** The text with this owner's words in the place of the fields: {门店}, {门店编号}, {区域}, {导购}. */
    public String in(String text) {
        return text.replace("{门店}", storeName())
                .replace("{门店编号}", store == null ? "" : store.code())
                .replace("{区域}", store == null || store.regionName() == null ? "" : store.regionName())
                .replace("{导购}", guideName());
    }

    public String storeName() {
        return store == null ? "" : store.name();
    }

    public String guideName() {
        return guide == null ? "" : guide.name();
    }
}
