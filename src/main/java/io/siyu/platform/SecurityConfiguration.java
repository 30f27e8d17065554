package io.siyu.platform;

import io.siyu.foundation.scope.SameMachine;
import io.siyu.people.customer.ShopperTokens;
import io.siyu.people.staff.ConsoleSessions;
import io.siyu.shared.DomainException;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who may call what: one chain for each kind of caller. What no chain names is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final long HSTS_SECONDS = Duration.ofDays(365).toSeconds();

    private final Refusals refusals;
    private final SameMachine machine;
    private final RateLimits limits;
    private final RateLimits.Settings settings;

    SecurityConfiguration(Refusals refusals, SameMachine machine, RateLimits limits, RateLimits.Settings settings) {
        this.refusals = refusals;
        this.machine = machine;
        this.limits = limits;
        this.settings = settings;
    }

    /** @param cost each step doubles the work that a guess takes, and a sign-in */
    @Bean
    static PasswordEncoder passwordEncoder(@Value("${siyu.passwords.cost:10}") int cost) {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(cost)));
    }

    /** Only to keep Boot from making a default user; nobody signs in this way. */
    @Bean
    static UserDetailsService noDefaultUser() {
        return username -> {
            throw new UsernameNotFoundException(username);
        };
    }

    /** One observation for each filter of each request costs more than many requests do, and nobody looks at them. */
    @Bean
    static SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** What no browser sends: told in the same words as any other refusal. */
    @Bean
    static RequestRejectedHandler rejected(Refusals refusals) {
        return (request, response, rejected) ->
                refusals.answer(request, response, DomainException.invalid("", "request.invalid"));
    }

    @Bean
    @Order(1)
    SecurityFilterChain console(HttpSecurity http, ConsoleSessions sessions) throws Exception {
        return signedInByConsole(http.securityMatcher("/api/admin/**"), sessions)
                .addFilterBefore(limited("/api/admin/session", settings.signIn()), AuthorizationFilter.class)
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
                .csrf(csrf -> csrf.ignoringRequestMatchers(machine::calls))
                .authorizeHttpRequests(requests -> requests.requestMatchers(machine::calls)
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
                .addFilterBefore(limited("/api/mall/sign-in", settings.shopperSignIn()), AuthorizationFilter.class)
                .addFilterBefore(
                        limited("/api/mall/coupon-templates/{id}/claim", settings.couponClaim()),
                        AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/api/mall/sign-in")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET, "/api/mall/products", "/api/mall/products/**", "/api/mall/categories")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Health is for everybody, its details and the metrics for those who may look: operators with the right, and watchers. */
    @Bean
    @Order(4)
    SecurityFilterChain watching(
            HttpSecurity http, ConsoleSessions sessions, @Value("${siyu.metrics.token:}") String token)
            throws Exception {
        return refusing(http.securityMatcher("/actuator/**"))
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new WatcherDoor(token, machine), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                                .hasAuthority(WatcherDoor.RIGHT)
                                .anyRequest()
                                .denyAll())
                .build();
    }

    /** Pages and what proves itself by other means: signatures, random tokens in the address. */
    @Bean
    @Order(5)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return stateless(http)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(
                                        "/callbacks/**",
                                        "/c/**",
                                        "/api/staff/tasks/**",
                                        "/api/staff/duty/**",
                                        "/api/staff/leads/**")
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
        "/WW_verify_*.txt",
        "/MP_verify_*.txt",
        "/files/*",
        "/s",
        "/s/**",
        "/api/time",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml"
    };

    private HttpSecurity signedInByConsole(HttpSecurity http, ConsoleSessions sessions) throws Exception {
        // Not HttpOnly, because the page has to send it back; it is no secret, and worth nothing without the session.
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
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
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        // Sent over https only. The brand's other hosts are not ours to speak for.
                        .httpStrictTransportSecurity(
                                hsts -> hsts.includeSubDomains(false).maxAgeInSeconds(HSTS_SECONDS))
                        .addHeaderWriter(new PageHeaders()));
    }

    private RateLimitFilter limited(String post, RateLimits.Limit limit) {
        return new RateLimitFilter(post, limit, limits, refusals, machine);
    }
}
