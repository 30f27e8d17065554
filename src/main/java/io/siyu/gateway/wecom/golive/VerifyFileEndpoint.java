package io.siyu.gateway.wecom.golive;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves them at the root of every domain of ours. */
@RestController
@Hidden
class VerifyFileEndpoint {

    private final VerifyFiles files;

    VerifyFileEndpoint(VerifyFiles files) {
        this.files = files;
    }

    @GetMapping("/{name:(?:WW|MP)_verify_[A-Za-z0-9]{1,64}\\.txt}")
    ResponseEntity<String> file(@PathVariable String name) {
        return files.content(name)
                .map(content ->
                        ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(content))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
