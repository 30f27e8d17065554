package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.Customers;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.Transfers;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a customer sees of being handed over, and what the administrator's desk sets for it: limits of members. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api")
class TransferController {

    record Limit(@Nullable @Min(0) Integer mostCustomers) {}

    private final Transfers transfers;
    private final Customers customers;
    private final Members members;
    private final JdbcClient jdbc;
    private final Clock clock;

    TransferController(Transfers transfers, Customers customers, Members members, JdbcClient jdbc, Clock clock) {
        this.transfers = transfers;
        this.customers = customers;
        this.members = members;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping("/phones/{id}/transfers")
    Slice<Transfers.Transfer> offers(@PathVariable long id) {
        return new Slice<>(transfers.offeredTo(customer(id).externalUserid()), null);
    }

    @PostMapping("/phones/{id}/transfers/{transfer}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(@PathVariable long id, @PathVariable long transfer) {
        if (!transfers.refuse(transfer, customer(id).externalUserid(), clock.instant())) {
            throw DomainException.notFound("sandbox.transfer_over");
        }
    }

    /** How many customers a member can have; none given: as many as there are. */
    @PutMapping("/admin/members/{userid}/limit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void limit(@PathVariable String userid, @Valid @RequestBody Limit limit) {
        known(userid);
        jdbc.sql("update sandbox_member set most_customers = :most where userid = :userid")
                .param("most", limit.mostCustomers(), java.sql.Types.INTEGER)
                .param("userid", userid)
                .update();
    }

    private void known(String userid) {
        if (members.find(userid).isEmpty()) {
            throw DomainException.notFound("sandbox.guide_unknown", userid);
        }
    }

    private Customer customer(long id) {
        return customers.find(id).orElseThrow(() -> DomainException.notFound("sandbox.phone_unknown", id));
    }
}
