package io.siyu.loyalty.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A coupon template to be made.
 *
 * @param startsAt usable from then on, at once when absent
 * @param endsAt not usable after; absent only when {@code validDays} is given
 * @param validDays usable for so many days from the day it was given out; the earlier of both ends holds
 * @param total how many there are
 * @param perPerson how many one person can get
 * @param claimable shoppers may take it themselves in the mall
 * @param bearerDepartment who bears the cost, and with which share of it
 */
public record CouponDraft(
        String name,
        CouponTerms terms,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Integer validDays,
        int total,
        int perPerson,
        boolean claimable,
        String bearerDepartment,
        int bearerPercent) {}
