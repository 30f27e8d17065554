package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.Customer;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.Messages;
import io.siyu.sandbox.work.Relation;
import io.siyu.sandbox.work.Relations;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The chats on a customer's phone. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/phones/{id}/chats")
class CustomerChatController {

    /** One line of the list of chats. */
    record Chat(String userid, String name, boolean friend, Phones.@Nullable Bubble last) {}

    record Say(@NotBlank @Size(max = 2000) String text) {}

    private final Phones phones;
    private final Members members;
    private final Relations relations;
    private final Messages messages;
    private final Friendships friendships;

    CustomerChatController(
            Phones phones, Members members, Relations relations, Messages messages, Friendships friendships) {
        this.phones = phones;
        this.members = members;
        this.relations = relations;
        this.messages = messages;
        this.friendships = friendships;
    }

    /** Chats with something said first, the newest first; then silent friends. */
    @GetMapping
    Slice<Chat> list(@PathVariable long id) {
        Customer customer = phones.customer(id);
        List<String> friends = relations.ofCustomer(customer.externalUserid()).stream()
                .map(Relation::userid)
                .toList();
        Map<String, Chat> chats = new LinkedHashMap<>();
        for (Messages.Message last : messages.lastOfEachChat(customer.externalUserid())) {
            boolean friend = friends.contains(last.userid());
            chats.put(last.userid(), new Chat(last.userid(), name(last.userid()), friend, Phones.Bubble.of(last)));
        }
        for (String userid : friends) {
            chats.putIfAbsent(userid, new Chat(userid, name(userid), true, null));
        }
        return new Slice<>(List.copyOf(chats.values()), null);
    }

    @GetMapping("/{userid}")
    Slice<Phones.Bubble> one(
            @PathVariable long id, @PathVariable String userid, @RequestParam(defaultValue = "0") long after) {
        String external = phones.customer(id).externalUserid();
        return new Slice<>(
                messages.chat(userid, external, after, 200).stream()
                        .map(Phones.Bubble::of)
                        .toList(),
                null);
    }

    @PostMapping("/{userid}")
    Phones.Bubble say(@PathVariable long id, @PathVariable String userid, @Valid @RequestBody Say said) {
        String external = phones.customer(id).externalUserid();
        return Phones.Bubble.of(friendships.say(userid, external, Messages.Sender.CUSTOMER, said.text()));
    }

    private String name(String userid) {
        return members.find(userid).map(Member::name).orElse(userid);
    }
}
