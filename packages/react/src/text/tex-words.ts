// TeX as plain text, for lines too small for a formula. Unknown commands stay as typed.

const SIGNS: Record<string, string> = Object.fromEntries(
  `alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
  pi π rho ρ sigma σ tau τ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ
  Phi Φ Psi Ψ Omega Ω cdot · times × div ÷ pm ± mp ∓ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ to →
  rightarrow → Rightarrow ⇒ implies ⇒ iff ⇔ leftarrow ← mapsto ↦ infty ∞ sum ∑ prod ∏ int ∫ partial ∂ nabla ∇
  in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ angle ∠ perp ⊥
  parallel ∥ circ ° degree ° ldots … dots … cdots ⋯`
    .split(/\s+/u)
    .flatMap((name, index, all) => (index % 2 === 0 ? [[name, all[index + 1] ?? '']] : [])),
)
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉'
const ROUNDS = 6

const digits = (text: string, forms: string): string =>
  text.replace(/\d/gu, (digit) => forms[Number(digit)] ?? '')
const grouped = (text: string): string => (/^√?[\w.\p{L}⁰-⁹₀-₉²³¹]+$/u.test(text) ? text : `(${text})`)

/** `\frac{1}{x^2} \le \pi` as `1/x² ≤ π`. */
export const texWords = (tex: string): string => {
  let text = tex.replace(
    /\\(?:text|mathrm|mathbf|mathbb|mathcal|operatorname|left|right|displaystyle|,|;|!|:)\b ?/gu,
    '',
  )
  for (let round = 0; round < ROUNDS; round++) {
    const before = text
    text = text
      .replace(
        /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/gu,
        (_, over, under) => `${grouped(over)}/${grouped(under)}`,
      )
      .replace(/\\sqrt\s*\{([^{}]*)\}/gu, (_, inner: string) => `√${grouped(inner)}`)
      .replace(/\^\{?(\d+)\}?/gu, (_, power: string) => digits(power, RAISED))
      .replace(/_\{?(\d+)\}?/gu, (_, index: string) => digits(index, LOWERED))
      .replace(/([\^_])\{([^{}]*)\}/gu, (_, sign: string, inner: string) => sign + grouped(inner))
      .replace(/(?<![\\\w}^_])\{([^{}]*)\}/gu, '$1')
    if (text === before) break
  }
  return text
    .replace(/\\([A-Za-z]+)/gu, (raw, name: string) => SIGNS[name] ?? (name.length > 1 ? name : raw))
    .replace(/\\\\|&/gu, ' ')
    .replace(/\\([{}$%#_ ,;!:])/gu, '$1')
}
