package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.work.CorpTag;
import io.siyu.sandbox.work.Member;
import io.siyu.sandbox.work.Members;
import io.siyu.sandbox.work.TagLibrary;
import io.siyu.shared.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The corporation's own administration of WeChat Work: who works here, and the tag library. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/admin")
class AdminDeskController {

    record DepartmentForm(
            @Min(1) @Max(999_999_999_999L) long id,
            @NotBlank @Size(max = 32) String name,
            long parentId) {}

    /** Status: 1 active (the default), 2 disabled, 4 not activated. */
    record MemberForm(
            @NotBlank @Size(max = 32) String name,
            @Nullable String position,
            @Nullable String mobile,
            @Nullable @Pattern(regexp = "[124]") String status,
            @NotEmpty List<Long> departments,
            @Nullable Boolean contacts,
            @Nullable Boolean verified,
            @Nullable Boolean visible) {}

    record Directory(List<Members.Department> departments, List<Member> members) {}

    record TagForm(
            @NotBlank @Size(max = 30) String groupName,
            @NotBlank @Size(max = 30) String name) {}

    record Renaming(@NotBlank @Size(max = 30) String name) {}

    record WelcomeForm(@NotNull @Size(max = 1000) String text) {}

    private final Members members;
    private final TagLibrary library;
    private final AdminDesk desk;

    AdminDeskController(Members members, TagLibrary library, AdminDesk desk) {
        this.members = members;
        this.library = library;
        this.desk = desk;
    }

    @GetMapping("/directory")
    Directory directory() {
        return new Directory(members.departments(), members.all());
    }

    @PostMapping("/departments")
    Members.Department department(@Valid @RequestBody DepartmentForm form) {
        return desk.department(new Members.Department(form.id(), form.name(), form.parentId(), 0));
    }

    @PutMapping("/members/{userid}")
    Member put(@PathVariable String userid, @Valid @RequestBody MemberForm form) {
        return desk.put(
                new Member(
                        userid,
                        form.name(),
                        form.position() == null ? "" : form.position(),
                        form.mobile(),
                        form.status() == null ? Member.ACTIVE : Integer.parseInt(form.status()),
                        form.contacts() == null || form.contacts(),
                        form.verified() == null || form.verified(),
                        form.visible() == null || form.visible(),
                        form.departments()),
                true);
    }

    /** A welcome that greets every new friend of the member in place of the app's; empty takes it away. */
    @PutMapping("/members/{userid}/welcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void welcome(@PathVariable String userid, @Valid @RequestBody WelcomeForm form) {
        desk.welcome(userid, form.text());
    }

    /** The member leaves the corporation; customers stay behind without anybody. */
    @DeleteMapping("/members/{userid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable String userid) {
        desk.leave(userid);
    }

    @GetMapping("/tags")
    Slice<CorpTag> tags() {
        return new Slice<>(library.tags(), null);
    }

    @PostMapping("/tags")
    @ResponseStatus(HttpStatus.CREATED)
    CorpTag add(@Valid @RequestBody TagForm form) {
        return desk.addTag(form.groupName(), form.name());
    }

    /** Renames a tag or a group. */
    @PatchMapping("/tags/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable String id, @Valid @RequestBody Renaming renaming) {
        desk.rename(id, renaming.name());
    }

    /** Deletes a tag or a group with all its tags. */
    @DeleteMapping("/tags/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        desk.deleteTag(id);
    }
}
