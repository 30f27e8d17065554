package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.golive.VerifyFiles.VerifyFile;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** That the files for the trusted domain are served at its root, as the platform will ask for them. */
@Component
@Order(9)
class VerifyFileCheck implements GoLiveCheck {

    private final VerifyFiles files;
    private final PublicAddress address;
    private final Web web;

    VerifyFileCheck(VerifyFiles files, PublicAddress address, Web web) {
        this.files = files;
        this.address = address;
        this.web = web;
    }

    @Override
    public String name() {
        return "verify-file";
    }

    @Override
    public Finding look() {
        List<VerifyFile> all = files.all();
        if (all.isEmpty()) {
            return Finding.of(State.WARNED, "verify.none");
        }
        for (VerifyFile file : all) {
            String url = address.base() + "/" + file.name();
            try {
                HttpResponse<String> answer = web.get(url);
                if (answer.statusCode() != 200
                        || !answer.body().equals(files.content(file.name()).orElse(null))) {
                    return Finding.failed("verify.not_served", url, answer.statusCode());
                }
            } catch (UncheckedIOException e) {
                return Finding.failed("verify.unreachable", url, Web.word(e));
            }
        }
        return Finding.ok("verify.ok", all.size());
    }
}
