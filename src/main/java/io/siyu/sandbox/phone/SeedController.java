package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Populates the platforms at once, with the past the caller wishes. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/admin/seed")
class SeedController {

    /** Departments first, then members, then friends; at most 500 of each. Without callbacks unless asked for. */
    record Seed(
            @Nullable @Size(max = 500) List<@Valid SeedDepartment> departments,
            @Nullable @Size(max = 500) List<@Valid SeedMember> members,
            @Nullable @Size(max = 500) List<@Valid SeedFriend> friends,
            @Nullable Boolean callbacks) {}

    record SeedDepartment(long id, @NotBlank String name, long parentId) {}

    record SeedMember(
            @NotBlank String userid,
            @NotBlank String name,
            @Nullable String position,
            @Nullable String mobile,
            @NotEmpty List<Long> departments) {}

    /** Somebody new with a phone, or (with phoneId) somebody known, who became this member's friend at that time. */
    record SeedFriend(
            @Nullable Long phoneId,
            @NotBlank String name,
            @Nullable String colour,
            @Nullable Integer gender,
            @Nullable String phone,
            @NotBlank String userid,
            @NotNull Instant addedAt,
            @Nullable String state,
            @Nullable Integer addWay,
            @Nullable String remark) {}

    /** In the order of the request. */
    record Seeded(List<SeededFriend> friends) {}

    record SeededFriend(long phoneId, String userid, String externalUserid, String unionid, String openid) {}

    private final Seeding seeding;

    SeedController(Seeding seeding) {
        this.seeding = seeding;
    }

    @PostMapping
    Seeded seed(@Valid @RequestBody Seed seed) {
        return seeding.sow(seed);
    }
}
