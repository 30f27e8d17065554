package io.siyu.mall.payment;

import io.siyu.testing.DatabaseTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** Payments on a real database, with a bank and orders on paper and no work running by itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@Import({
    Payments.class,
    Attempts.class,
    Settlement.class,
    PaymentReconciliation.class,
    RefundWork.class,
    PaperBank.class,
    PaperOrders.class
})
@interface PaymentSlice {}
