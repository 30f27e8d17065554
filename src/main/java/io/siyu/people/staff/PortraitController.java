package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.file.FileStore;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The picture of an employee in the console. */
@RestController
@RequestMapping("/api/admin/staff/{id}/portrait")
class PortraitController {

    private final Portraits portraits;
    private final StaffDirectory staff;
    private final FileStore files;
    private final Audit audit;

    PortraitController(Portraits portraits, StaffDirectory staff, FileStore files, Audit audit) {
        this.portraits = portraits;
        this.staff = staff;
        this.files = files;
        this.audit = audit;
    }

    /** @param path absent where there is no picture */
    record Portrait(@Nullable String path) {}

    @GetMapping
    @RequiresPermission("staff.read")
    Portrait one(@PathVariable long id) {
        StaffId who = existing(id).id();
        return new Portrait(portraits.of(List.of(who)).get(who));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @RequiresPermission("staff.write")
    @Transactional
    Portrait upload(@PathVariable long id, @RequestPart("file") MultipartFile file) {
        StaffMember who = existing(id);
        try (var content = file.getInputStream()) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            FileStore.Stored stored = files.keepPicture(content, name, Portraits.PICTURE);
            portraits.put(who.id(), stored.path());
            audit.record("staff.portrait.upload", Subject.of("staff", id, who.name()), null, null);
            return new Portrait(stored.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("staff.write")
    @Transactional
    void remove(@PathVariable long id) {
        StaffMember who = existing(id);
        portraits.put(who.id(), null);
        audit.record("staff.portrait.remove", Subject.of("staff", id, who.name()), null, null);
    }

    private StaffMember existing(long id) {
        if (id <= 0) {
            throw DomainException.notFound("staff.not_found");
        }
        return staff.find(new StaffId(id)).orElseThrow(() -> DomainException.notFound("staff.not_found"));
    }
}
