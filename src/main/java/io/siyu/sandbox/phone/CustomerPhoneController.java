package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wechat.MiniCodes;
import io.siyu.sandbox.work.ContactWay;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.Customers;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Relations;
import io.siyu.shared.RandomCode;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A customer's phone: who holds it, what it scans, whom it has as friends, and its mini-program codes. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/phones")
class CustomerPhoneController {

    private static final List<String> COLOURS =
            List.of("#3f7d6e", "#b4623c", "#4a6fa5", "#8a5a83", "#a68a3f", "#5c7a3a", "#a34c5a");

    record NewPhone(
            @NotBlank @Size(max = 32) String name,
            @Nullable @Pattern(regexp = "#[0-9a-fA-F]{6}") String colour,
            @Nullable Integer gender,
            @Nullable @Pattern(regexp = "1\\d{10}") String phone) {}

    record Scan(@NotBlank String code) {}

    enum Seen {
        CONTACT,
        PAGE
    }

    /** The card of the guide behind a contact code, or the address of a page to browse. */
    record Scanned(Seen kind, @Nullable Card card, @Nullable String url) {}

    record Card(
            String configId,
            String userid,
            String name,
            String position,
            boolean verificationNeeded,
            boolean alreadyFriends) {}

    record NewFriend(@NotBlank String configId, @Nullable String userid) {}

    record Added(String userid, String name, String externalUserid, Friendships.Outcome outcome) {}

    record Code(String code) {}

    private final Phones phones;
    private final Customers customers;
    private final Friendships friendships;
    private final Relations relations;
    private final PhoneBrowser browser;
    private final MiniCodes miniCodes;
    private final Clock clock;

    CustomerPhoneController(
            Phones phones,
            Customers customers,
            Friendships friendships,
            Relations relations,
            PhoneBrowser browser,
            MiniCodes miniCodes,
            Clock clock) {
        this.phones = phones;
        this.customers = customers;
        this.friendships = friendships;
        this.relations = relations;
        this.browser = browser;
        this.miniCodes = miniCodes;
        this.clock = clock;
    }

    @GetMapping
    Slice<Phones.Phone> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = Long.MAX_VALUE + "") long after,
            @RequestParam(defaultValue = "50") int size) {
        int limit = Math.clamp(size, 1, 200);
        List<Phones.Phone> rows =
                customers.page(q, after, limit + 1).stream().map(phones::shown).toList();
        return Slice.of(rows, limit, phone -> Long.toString(phone.id()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Phones.Phone create(@Valid @RequestBody NewPhone wanted) {
        String colour = wanted.colour() == null ? colourOf(wanted.name()) : wanted.colour();
        String number = wanted.phone() == null ? "139" + RandomCode.digits(8) : wanted.phone();
        int gender = wanted.gender() == null ? 0 : wanted.gender();
        return phones.shown(customers.add(wanted.name(), colour, gender, number, clock.instant()));
    }

    @GetMapping("/{id}")
    Phones.Phone one(@PathVariable long id) {
        return phones.shown(phones.customer(id));
    }

    @PostMapping("/{id}/scan")
    Scanned scan(@PathVariable long id, @Valid @RequestBody Scan scan) {
        Customer customer = phones.customer(id);
        String configId = browser.contactCode(scan.code().strip());
        if (configId == null) {
            return new Scanned(
                    Seen.PAGE, null, browser.address(scan.code().strip()).toString());
        }
        ContactWay way = friendships.way(configId);
        Member member = friendships.drawn(way);
        boolean friends =
                relations.find(member.userid(), customer.externalUserid()).isPresent();
        Card card = new Card(configId, member.userid(), member.name(), member.position(), !way.skipVerify(), friends);
        return new Scanned(Seen.CONTACT, card, null);
    }

    @PostMapping("/{id}/friends")
    Added add(@PathVariable long id, @Valid @RequestBody NewFriend wanted) {
        Customer customer = phones.customer(id);
        ContactWay way = friendships.way(wanted.configId());
        Member member = wanted.userid() == null ? friendships.drawn(way) : phones.member(wanted.userid());
        Friendships.Outcome outcome = friendships.add(customer, way, member.userid());
        return new Added(member.userid(), member.name(), customer.externalUserid(), outcome);
    }

    @DeleteMapping("/{id}/friends/{userid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, @PathVariable String userid) {
        friendships.deleteByCustomer(userid, phones.customer(id).externalUserid());
    }

    @PostMapping("/{id}/mini/login")
    Code login(@PathVariable long id) {
        return new Code(
                miniCodes.issue(MiniCodes.Purpose.LOGIN, phones.customer(id).id()));
    }

    @PostMapping("/{id}/mini/phone-number")
    Code phoneNumber(@PathVariable long id) {
        return new Code(
                miniCodes.issue(MiniCodes.Purpose.PHONE, phones.customer(id).id()));
    }

    static String colourOf(String name) {
        return COLOURS.get(Math.floorMod(name.hashCode(), COLOURS.size()));
    }
}
