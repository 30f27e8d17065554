package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.GroupChats;
import io.siyu.sandbox.work.GroupDesk;
import io.siyu.sandbox.work.JoinWays;
import io.siyu.sandbox.work.Members;
import io.siyu.shared.DomainException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Customer groups in the hands of those who are in them: opened, renamed, joined by a code, left, dissolved. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api")
class GroupController {

    record GroupForm(
            @NotBlank @Size(max = 40) String name, @NotBlank String owner) {}

    /** @param capacity how many it holds from now on */
    record Change(
            @Nullable @Size(min = 1, max = 40) String name,
            @Nullable String owner,
            @Nullable @Min(1) @Max(500) Integer capacity) {}

    record Join(@NotBlank String configId) {}

    private final GroupChats groups;
    private final GroupDesk desk;
    private final JoinWays ways;
    private final Members members;
    private final Phones phones;
    private final Clock clock;

    GroupController(GroupChats groups, GroupDesk desk, JoinWays ways, Members members, Phones phones, Clock clock) {
        this.groups = groups;
        this.desk = desk;
        this.ways = ways;
        this.members = members;
        this.phones = phones;
        this.clock = clock;
    }

    @PostMapping("/admin/groups")
    @ResponseStatus(HttpStatus.CREATED)
    GroupChats.GroupChat open(@Valid @RequestBody GroupForm form) {
        known(form.owner());
        return desk.open(form.name(), form.owner());
    }

    @PatchMapping("/admin/groups/{chatId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String chatId, @Valid @RequestBody Change change) {
        group(chatId);
        if (change.owner() != null) {
            known(change.owner());
        }
        desk.change(chatId, change.name(), change.owner(), change.capacity());
    }

    @DeleteMapping("/admin/groups/{chatId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dissolve(@PathVariable String chatId) {
        group(chatId);
        desk.dissolve(chatId);
    }

    /** The long press on a group's code, and the tap on "join". */
    @PostMapping("/phones/{id}/groups")
    GroupChats.GroupChat join(@PathVariable long id, @Valid @RequestBody Join join) {
        String external = phones.customer(id).externalUserid();
        if (ways.find(join.configId()).isEmpty()) {
            throw DomainException.notFound("sandbox.code_gone");
        }
        return ways.join(join.configId(), external, clock.instant())
                .orElseThrow(() -> DomainException.conflict("sandbox.groups_full"));
    }

    @DeleteMapping("/phones/{id}/groups/{chatId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable long id, @PathVariable String chatId) {
        if (!desk.leave(chatId, phones.customer(id).externalUserid())) {
            throw DomainException.notFound("sandbox.group_unknown");
        }
    }

    private void group(String chatId) {
        if (groups.find(chatId).isEmpty()) {
            throw DomainException.notFound("sandbox.group_unknown");
        }
    }

    private void known(String userid) {
        if (members.find(userid).isEmpty()) {
            throw DomainException.notFound("sandbox.guide_unknown", userid);
        }
    }
}
