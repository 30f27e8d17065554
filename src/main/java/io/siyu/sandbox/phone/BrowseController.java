package io.siyu.sandbox.phone;

import io.siyu.sandbox.InSandbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens a page of the product on a customer's phone. */
@RestController
@InSandbox
@RequestMapping("/sandbox/api/phones/{id}/browse")
class BrowseController {

    record Browse(@NotBlank String url) {}

    private final Phones phones;
    private final PhoneBrowser browser;

    BrowseController(Phones phones, PhoneBrowser browser) {
        this.phones = phones;
        this.browser = browser;
    }

    @PostMapping
    PhoneBrowser.Page open(@PathVariable long id, @Valid @RequestBody Browse wanted) {
        return browser.open(phones.customer(id).id(), wanted.url().strip());
    }
}
