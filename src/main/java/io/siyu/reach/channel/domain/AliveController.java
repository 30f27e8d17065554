package io.siyu.reach.channel.domain;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that a growth domain leads here. */
@Hidden
@RestController
class AliveController {

    @GetMapping(DomainProbe.PATH)
    ResponseEntity<String> alive() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .cacheControl(CacheControl.noStore())
                .body(DomainProbe.WORD);
    }
}
