package io.siyu.reach.channel.code;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.file.FileStore;
import io.siyu.foundation.file.FileUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Pictures that operators bring for codes and posters. */
@Component
public class PictureUploads {

    private final FileStore files;
    private final Audit audit;

    PictureUploads(FileStore files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /**
     * @param deed what the audit calls it
     * @return where it is found
     */
    @Transactional
    public String keep(MultipartFile file, FileUse use, String deed) {
        try (var content = file.getInputStream()) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            FileStore.Stored stored = files.keepPicture(content, name, use);
            audit.record(deed, Subject.of("file", stored.token()), null, null);
            return stored.path();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
