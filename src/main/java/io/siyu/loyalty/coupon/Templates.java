package io.siyu.loyalty.coupon;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Templates extends Repository<CouponTemplate, Long> {

    CouponTemplate save(CouponTemplate template);

    Optional<CouponTemplate> findById(long id);

    /** No coupon of it is given out until the caller's transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from CouponTemplate t where t.id = :id")
    Optional<CouponTemplate> lockById(long id);
}
