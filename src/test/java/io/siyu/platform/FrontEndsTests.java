package io.siyu.platform;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class FrontEndsTests {

    @EnableWebMvc
    static class Web {}

    private MockMvc mvc = MockMvcBuilders.standaloneSetup().build();

    @BeforeEach
    void serve() {
        assumeTrue(
                getClass().getResource("/static/console/index.html") != null,
                "the front end is left out of this build (-Dfrontend.skip)");
        var context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.register(Web.class, FrontEnds.class);
        context.refresh();
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @Test
    void an_address_inside_a_face_answers_its_page_and_is_asked_for_again() throws Exception {
        for (String address : new String[] {"/console/customers/17", "/console/index.html", "/sandbox/phones"}) {
            mvc.perform(get(address))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Cache-Control", containsString("no-cache")));
        }
        mvc.perform(get("/console/")).andExpect(forwardedUrl("/console/index.html"));
    }

    @Test
    void files_with_a_hash_in_their_name_stay_in_the_browser() throws Exception {
        mvc.perform(get("/console/assets/" + anAsset()))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("immutable")));
    }

    @Test
    void a_missing_file_and_a_wrong_call_are_not_answered_with_a_page() throws Exception {
        mvc.perform(get("/console/assets/gone-1a2b3c4d.js")).andExpect(status().isNotFound());
        mvc.perform(get("/console/logo.png")).andExpect(status().isNotFound());
        mvc.perform(get("/sandbox/api/nothing")).andExpect(status().isNotFound());
    }

    @Test
    void bare_addresses_lead_to_the_face() throws Exception {
        mvc.perform(get("/")).andExpect(redirectedUrl("/console/"));
        mvc.perform(get("/console")).andExpect(redirectedUrl("/console/"));
        mvc.perform(get("/sandbox")).andExpect(redirectedUrl("/sandbox/"));
    }

    private static String anAsset() throws IOException {
        Resource[] found =
                new PathMatchingResourcePatternResolver().getResources("classpath*:static/console/assets/*.js");
        return String.valueOf(found[0].getFilename());
    }
}
