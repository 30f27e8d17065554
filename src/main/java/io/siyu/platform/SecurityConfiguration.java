package io.siyu.platform;

import io.siyu.foundation.scope.SameMachine;
import io.siyu.people.customer.ShopperTokens;
import io.siyu.people.staff.ConsoleSessions;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.annotation.AnnotationTemplateExpressionDefaults;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/** Who may call what: one chain for each kind of caller. What no chain names is refused. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob: http: https:; font-src 'self' data:; object-src 'none'; base-uri 'self';"
            + " form-action 'self'; frame-ancestors 'self'";

    private final Refusals refusals;

    SecurityConfiguration(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Lets {@code @RequiresPermission("x")} fill the expression behind it. */
    @Bean
    static AnnotationTemplateExpressionDefaults annotationTemplates() {
        return new AnnotationTemplateExpressionDefaults();
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** Only to keep Boot from making a default user; nobody signs in this way. */
    @Bean
    static UserDetailsService noDefaultUser() {
        return username -> {
            throw new UsernameNotFoundException(username);
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain console(HttpSecurity http, ConsoleSessions sessions) throws Exception {
        return signedInByConsole(http.securityMatcher("/api/admin/**"), sessions)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/api/admin/session")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain sandboxPhones(HttpSecurity http, ConsoleSessions sessions) throws Exception {
        return signedInByConsole(http.securityMatcher("/sandbox/api/**"), sessions)
                .csrf(csrf -> csrf.ignoringRequestMatchers(SameMachine::calls))
                .authorizeHttpRequests(requests -> requests.requestMatchers(SameMachine::calls)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain mall(HttpSecurity http, ShopperTokens tokens) throws Exception {
        return stateless(http.securityMatcher("/api/mall/**"))
                .addFilterBefore(new ShopperBearer(tokens), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/api/mall/sign-in")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET, "/api/mall/products", "/api/mall/products/**", "/api/mall/categories")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Pages and what proves itself by other means: signatures, random tokens in the address. */
    @Bean
    @Order(4)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return stateless(http)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/callbacks/**", "/c/**", "/api/staff/tasks/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, OPEN_PAGES)
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .build();
    }

    private static final String[] OPEN_PAGES = {
        "/",
        "/console",
        "/console/**",
        "/demo/**",
        "/staff",
        "/staff/**",
        "/h5",
        "/h5/**",
        "/sandbox",
        "/sandbox/**",
        "/favicon.ico",
        "/files/*",
        "/api/time",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/actuator/health",
        "/actuator/health/**"
    };

    private HttpSecurity signedInByConsole(HttpSecurity http, ConsoleSessions sessions) throws Exception {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookiePath("/");
        // The plain token, made with the first answer of any kind: the page reads the cookie and sends it back in
        // X-XSRF-TOKEN.
        CsrfTokenRequestAttributeHandler plain = new CsrfTokenRequestAttributeHandler();
        plain.setCsrfRequestAttributeName(null);
        return refusing(http)
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(plain));
    }

    private HttpSecurity stateless(HttpSecurity http) throws Exception {
        return refusing(http)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private HttpSecurity refusing(HttpSecurity http) throws Exception {
        return http.formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin));
    }
}
