package io.siyu.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the faces built by {@code src/build/frontend.mjs}: files under {@code assets} carry their hash in the name and stay in the
 * browser for good, any other address without a dot is a page of the face and answers its {@code index.html}.
 */
@Configuration
class FrontEnds implements WebMvcConfigurer {

    private static final List<String> FACES = List.of("console", "sandbox");
    private static final String ASSETS = "console/assets/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/" + ASSETS + "**")
                .addResourceLocations("classpath:/static/" + ASSETS)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        for (String face : FACES) {
            registry.addResourceHandler("/" + face + "/**")
                    .addResourceLocations("classpath:/static/" + face + "/")
                    .setCacheControl(CacheControl.noCache())
                    .resourceChain(false)
                    .addResolver(new DeepLinks());
        }
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/console/");
        for (String face : FACES) {
            registry.addRedirectViewController("/" + face, "/" + face + "/");
            // The resource chain answers 404 for the empty path.
            registry.addViewController("/" + face + "/").setViewName("forward:/" + face + "/index.html");
        }
    }

    /** A missing file or a wrong call stays 404: answering it with a page would hide the mistake. */
    private static final class DeepLinks extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource found = super.getResource(path, location);
            if (found != null || path.contains(".") || path.startsWith("api/")) {
                return found;
            }
            return super.getResource("index.html", location);
        }
    }
}
